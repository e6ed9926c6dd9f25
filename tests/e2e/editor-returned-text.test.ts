import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoAxeViolations, launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import {
  caretAtEnd,
  enterDemo,
  keptEditor,
  parts,
  shownText,
  textOf,
  typeAtEnd,
  untilState,
  untilText,
} from '#tests/support/editor-page.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'

let browser: TestBrowser
let trame: Trame

beforeAll(async () => {
  browser = await launchBrowser()
  trame = await startTrame()
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

const openAnn = () => keptEditor(browser, trame, { who: 'coordination' })

/** What either side of Bob's line sent since it was held, in order; null while it is not. */
let held: (() => void)[] | null = null

/** Bob's line to the server can be held. */
function openBob(): Promise<Page> {
  const pass = (send: () => void) => {
    if (held === null) send()
    else held.push(send)
  }
  return browser.keptPage('Bob', {}, async (page) => {
    await page.routeWebSocket(/\/sync\//, (line) => {
      const server = line.connectToServer()
      line.onMessage((message) => pass(() => server.send(message)))
      server.onMessage((message) => pass(() => line.send(message)))
    })
    await enterDemo(page, trame, { who: 'prof1' })
  })
}

function release(): void {
  const sends = held ?? []
  held = null
  for (const send of sends) send()
}

const title = 'Ces mots ont été tapés pendant que le passage était supprimé'

/**
 * Bob types at the end of the part's last paragraph while Ann, who does not have his words, joins it
 * to the one before.
 */
async function loseWords(ann: Page, bob: Page, lost: { part: string; words: string }) {
  const { part, words } = lost
  await caretAtEnd(ann, part)
  await ann.keyboard.press('Enter')
  await ann.keyboard.type('Un paragraphe de plus.')
  await ann.keyboard.press('Enter')
  await ann.keyboard.type('Un dernier paragraphe.')
  await untilText(textOf(bob, part), 'Un dernier paragraphe.')
  held = []
  await typeAtEnd(bob, part, words)
  await ann.keyboard.press('Home')
  await ann.keyboard.press('Backspace')
  await untilText(textOf(ann, part), 'Un paragraphe de plus.Un dernier paragraphe.')
  await untilState(ann, 'Enregistré')
  release()
}

/** What is offered in a part. */
function offerIn(page: Page, part: string): Locator {
  return page.getByRole('region', { name: part }).getByRole('status').filter({ hasText: title })
}

test('words typed in a passage while it was deleted are offered, and put back', async () => {
  const [ann, bob] = await Promise.all([openAnn(), openBob()])
  const part = parts.framework
  await loseWords(ann, bob, { part, words: ' Mots en route.' })
  const offer = offerIn(ann, part)
  await untilText(offer, '«\u00A0Mots en route.\u00A0»')
  await untilText(offer, 'Tarek Belvallon')
  await untilText(offerIn(bob, part), 'Vous')
  await expectNoAxeViolations(ann, '#partie-1')
  await offer.getByRole('button', { name: 'Remettre' }).click()
  await untilText(textOf(ann, part), 'Mots en route.')
  await offer.waitFor({ state: 'detached' })
  await untilText(shownText(bob, part), 'Mots en route.')
  await untilState(ann, 'Enregistré')
  await ann.reload()
  await untilText(shownText(ann, part), 'Mots en route.')
  expect(await ann.getByText(title).count()).toBe(0)
})

test('words that nobody wants are offered no more', async () => {
  const [ann, bob] = await Promise.all([openAnn(), openBob()])
  const part = parts.diagnosis
  await loseWords(ann, bob, { part, words: ' Mots de trop.' })
  const offer = offerIn(ann, part)
  await offer.getByRole('button', { name: 'Ignorer' }).click()
  await offer.waitFor({ state: 'detached' })
  expect(await shownText(ann, part).innerText()).not.toContain('Mots de trop.')
  await ann.reload()
  await ann.locator('.ProseMirror').first().waitFor()
  await untilState(ann, 'Enregistré')
  expect(await ann.getByText(title).count()).toBe(0)
})
