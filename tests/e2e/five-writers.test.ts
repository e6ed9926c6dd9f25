import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, signIn, type TestBrowser } from '#tests/support/browser.ts'
import { Random } from '#tests/support/chaos/random.ts'
import { Clipboard, RandomWriter } from '#tests/support/chaos/random-writer.ts'
import { storedWords } from '#tests/support/chaos/stored-words.ts'
import { keepLedger, lettersIn, readLedger } from '#tests/support/chaos/word-ledger.ts'
import { demoProjectId, untilEditor, untilState } from '#tests/support/editor-page.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'

let browser: TestBrowser
let trame: Trame

beforeAll(async () => {
  browser = await launchBrowser()
  trame = await startTrame({ embedded: true })
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

/** CHAOS_SEED runs a script again; `npm run test:chaos` writes for a minute. */
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 31))
const writingMs = 1000 * Number(process.env.CHAOS_SECONDS ?? 15)

/** Near one another, so that each writer has the editors of both all the time. */
const shared = {
  framework: 'Ancrage et engagement de l’équipe',
  steering: 'Pilotage',
}

/** What a browser says of a line that is cut. */
const expectedErrors = [
  /WebSocket connection to/,
  /ERR_INTERNET_DISCONNECTED/,
  /ERR_FAILED/,
  /Failed to fetch/,
]

test(`five people write at random, and no word is lost (CHAOS_SEED=${seed})`, async () => {
  const pages = await Promise.all([0, 1, 2, 3, 4].map(openWriter))
  const [first] = pages
  if (first === undefined) throw new Error('five people write')
  const projectId = await demoProjectId(first, trame.url)

  const clipboard = new Clipboard()
  const endsAt = Date.now() + writingMs
  const writers = pages.map((page, person) => {
    const random = new Random(seed + person)
    return new RandomWriter({ page, person, parts: Object.values(shared), random, clipboard })
  })
  await Promise.all(writers.map((writer) => writer.write(() => Date.now() >= endsAt)))

  // By the server: « sur cet appareil » is said where it has not answered yet.
  for (const page of pages)
    await untilState(page, /Enregistré(?! sur)|en ligne — tout est enregistré/)
  // A key that finds no caret scrolls: whoever was led to the end of the page has no editor here.
  await Promise.all(pages.map(untilBothEditors))
  const texts = () => Promise.all(pages.map(shownParagraphs))
  // One person's beside another's, so that a failure says which words differ.
  await expect.poll(async () => unlike(await texts())).toBeNull()
  const [shown] = await texts()
  const ledgers = await Promise.all(pages.map(readLedger))
  for (const page of pages) await page.close()

  await trame.stop()
  const sectionIds = Object.keys(shared)
  const stored = await storedWords(trame.dataDir, { projectId, sectionIds })
  expect(shown).toEqual(stored.parts)

  const kept = new Set(lettersIn(stored.everywhere + stored.givenBack))
  const erased = new Set(ledgers.flatMap((ledger) => ledger.erased))
  const typed = ledgers.flatMap((ledger) => ledger.typed)
  const vanished = typed.filter((letter) => !kept.has(letter) && !erased.has(letter))
  console.info(
    `${writers.reduce((sum, { done }) => sum + done.length, 0)} acts, ${typed.length} letters typed,`,
    `${kept.size} kept, ${lettersIn(stored.givenBack).length} given back, ${vanished.length} vanished`,
  )
  expect(vanished).toEqual([])
  expect(typed.length).toBeGreaterThan(0)
}, 240_000)

async function openWriter(person: number): Promise<Page> {
  const page = await browser.newPage({ height: 1600, expectedErrors })
  await keepLedger(page, person)
  await signIn(page, trame.url, `prof${person + 1}`)
  await page.goto(`${trame.url}/projets/${await demoProjectId(page, trame.url)}`)
  await untilBothEditors(page)
  await untilState(page, /Enregistré|^$/)
  return page
}

async function untilBothEditors(page: Page): Promise<void> {
  for (const title of Object.values(shared)) await untilEditor(page, title)
}

/** The first person's text, and the first other one that is not the same. */
function unlike([first, ...others]: string[][][]): unknown {
  const other = others.findIndex((one) => JSON.stringify(one) !== JSON.stringify(first))
  return other < 0 ? null : { person: other + 2, first, other: others[other] }
}

/** The paragraphs of the parts, without the names at carets. */
async function shownParagraphs(page: Page): Promise<string[][]> {
  return page.evaluate((titles) => {
    const fields = [...document.querySelectorAll('.ProseMirror')]
    return titles.map((title) => {
      const field = fields.find((one) => one.getAttribute('aria-label') === title)
      const copy = field?.cloneNode(true)
      if (!(copy instanceof Element)) return []
      for (const caret of copy.querySelectorAll('.caret')) caret.remove()
      return [...copy.querySelectorAll('p, h3, h4, blockquote')].map(
        ({ textContent }) => textContent,
      )
    })
  }, Object.values(shared))
}
