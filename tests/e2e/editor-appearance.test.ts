import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  expectNoAxeViolations,
  expectNoHorizontalScroll,
  launchBrowser,
  type TestBrowser,
} from '#tests/support/browser.ts'
import { openEditor, parts, startWriting, textOf, untilState } from '#tests/support/editor-page.ts'
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

const looks = [
  { width: 1440, theme: 'light' },
  { width: 1440, theme: 'dark' },
  { width: 390, theme: 'light' },
  { width: 390, theme: 'dark' },
] as const

test.each(looks)('axe finds nothing while writing, $width px, $theme', async (look) => {
  const page = await openEditor(browser, trame, { who: 'coordination', ...look })
  if (look.width < 720) await startWriting(page)
  await textOf(page, parts.framework).click()
  await page.getByRole('toolbar').waitFor()
  await untilState(page, 'Enregistré')
  await expectNoAxeViolations(page)
})

test('axe finds nothing for someone who comments, with the help open', async () => {
  const page = await openEditor(browser, trame, { who: 'relecture' })
  await page.getByText('Aide à la rédaction').first().click()
  await expectNoAxeViolations(page)
})

test.each([320, 720, 900])('nothing is wider than a window of %i px', async (width) => {
  const page = await openEditor(browser, trame, { who: 'prof1', width })
  if (width < 720) await startWriting(page)
  await textOf(page, parts.framework).click()
  await expectNoHorizontalScroll(page)
})

test('on a small screen the whole outline opens in a dialog and leads to a part', async () => {
  const page = await openEditor(browser, trame, { who: 'prof1', width: 390, height: 844 })
  await page.getByRole('button', { name: /partie 1 sur 14/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Plan du projet' })
  await dialog.waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByRole('link', { name: /Annexes/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: /partie 14 sur 14/ }).waitFor()
  await expect
    .poll(() => page.getByRole('heading', { name: parts.appendices }).isVisible())
    .toBe(true)
})

test('an address with a part opens on that part once the texts are there', async () => {
  const page = await openEditor(browser, trame, { who: 'prof1', hash: '#partie-9' })
  await untilState(page, 'Enregistré')
  const head = page.locator('#partie-9')
  await expect.poll(async () => (await head.boundingBox())?.y ?? 9999).toBeLessThan(200)
  expect((await head.boundingBox())?.y).toBeGreaterThanOrEqual(0)
})
