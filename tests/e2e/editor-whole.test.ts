import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { section } from '#lib/document/schema.ts'
import { launchBrowser, signIn, type TestBrowser } from '#tests/support/browser.ts'
import {
  caretAtEnd,
  demoProjectId,
  isFocused,
  keptEditor,
  parts,
  shownText,
  textOf,
  typeAtEnd,
  untilState,
  untilText,
} from '#tests/support/editor-page.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { appendWords, joinDemo } from '#tests/support/stock-client.ts'

/** Fourteen editors as one document: texts, editors, caret and undo pass from part to part. */
let browser: TestBrowser
let trame: Trame

/** The second part of the demo. */
const SECOND = 'Pilotage'

beforeAll(async () => {
  browser = await launchBrowser()
  trame = await startTrame()
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

const openWriter = () => keptEditor(browser, trame, { who: 'prof1' })

test('the page comes with its texts, before any script of it has run', async () => {
  const page = await browser.newPage()
  await signIn(page, trame.url, 'prof1')
  await page.route(/\.js(\?|$)/, (route) => route.abort())
  const address = `${trame.url}/projets/${await demoProjectId(page, trame.url)}`
  const html = await (await page.request.get(address)).text()
  expect(html).toContain('<p>')
  expect(html.match(/lang="fr"/g)?.length).toBeGreaterThan(14)
  expect(html).not.toContain('ProseMirror')
})

test('only the parts near the window have an editor, and the others show what is written', async () => {
  const reader = await openWriter()
  await expect.poll(() => hasEditor(reader, parts.appendices)).toBe(false)
  expect(await editors(reader)).toBeLessThan(10)
  appendWords(await joinDemo(trame, 'prof2'), 'appendices', ' Écrit au loin.')
  await untilText(shownText(reader, parts.appendices), 'Écrit au loin.')
  expect(await hasEditor(reader, parts.appendices)).toBe(false)
})

test('nothing moves when an editor takes the place of its text', async () => {
  const page = await openWriter()
  await expect.poll(() => hasEditor(page, parts.appendices)).toBe(false)
  const text = shownText(page, parts.appendices)
  const distant = await text.evaluate((element) => element.getBoundingClientRect().height)
  await textOf(page, parts.appendices).focus()
  await expect.poll(() => hasEditor(page, parts.appendices)).toBe(true)
  expect(await text.evaluate((element) => element.getBoundingClientRect().height)).toBe(distant)
})

test('arrows pass from a part to the next one and back', async () => {
  const page = await openWriter()
  await caretAtEnd(page, parts.framework)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => isFocused(page, SECOND)).toBe(true)
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => isFocused(page, parts.framework)).toBe(true)
  await page.keyboard.press('Control+End')
  await expect.poll(() => isFocused(page, parts.appendices)).toBe(true)
  await page.keyboard.type(' Au bout du projet.')
  await untilText(textOf(page, parts.appendices), 'Au bout du projet.')
  await page.keyboard.press('Control+Home')
  await expect.poll(() => isFocused(page, parts.framework)).toBe(true)
  await page.keyboard.press('Shift+ArrowUp')
  await page.keyboard.press('ArrowUp')
  expect(await isFocused(page, parts.framework)).toBe(true)
})

test('undo takes back one’s own last edit in a part whose editor has gone since', async () => {
  const ann = await openWriter()
  const bob = await joinDemo(trame, 'prof5')
  await typeAtEnd(ann, parts.framework, ' Ajout d’Ann.')
  appendWords(bob, 'appendices', ' Ajout de Bob.')
  await untilText(shownText(ann, parts.appendices), 'Ajout de Bob.')
  await expect.poll(() => section(bob, 'framework').toString()).toContain('Ajout d’Ann.')
  appendWords(bob, 'framework', ' Bob ici aussi.')
  await untilText(shownText(ann, parts.framework), 'Bob ici aussi.')
  await caretAtEnd(ann, parts.appendices)
  await expect.poll(() => hasEditor(ann, parts.framework)).toBe(false)

  await ann.keyboard.press('Control+z')
  await expect.poll(() => isFocused(ann, parts.framework)).toBe(true)
  const text = textOf(ann, parts.framework)
  await expect.poll(() => text.innerText()).not.toContain('Ajout d’Ann.')
  await untilText(text, 'Bob ici aussi.')
  await untilText(shownText(ann, parts.appendices), 'Ajout de Bob.')
  await ann.keyboard.type(' Ann reprend.')
  await untilText(text, 'Ann reprend. Bob ici aussi.')
  await untilState(ann, 'Enregistré')
})

test('words are counted for each part and for the project, as anybody writes', async () => {
  const page = await openWriter()
  const part = page.getByRole('region', { name: parts.framework })
  const rail = page.getByRole('navigation', { name: 'Plan du projet' })
  const before = { part: await wordsIn(part), project: await wordsIn(rail) }
  await typeAtEnd(page, parts.framework, ' Trois mots nouveaux.')
  await expect.poll(() => wordsIn(part)).toBe(before.part + 3)
  await expect.poll(() => wordsIn(rail)).toBe(before.project + 3)
})

async function wordsIn(place: ReturnType<Page['getByRole']>): Promise<number> {
  const words = await place
    .getByText(/^[\d\u202F]+\u00A0mots$/)
    .first()
    .innerText()
  return Number(words.replace(/\D/g, ''))
}

function editors(page: Page): Promise<number> {
  return page.locator('.ProseMirror').count()
}

async function hasEditor(page: Page, title: string): Promise<boolean> {
  return (await page.getByRole('region', { name: title }).locator('.ProseMirror').count()) > 0
}
