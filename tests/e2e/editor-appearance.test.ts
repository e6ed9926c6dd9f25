import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoAxeViolations, launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import { openEditor, parts, textOf, untilState } from '#tests/support/editor-page.ts'
import { expectNoAxeViolationsInEitherLook } from '#tests/support/looks.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { expectToFitEveryWidth } from '#tests/support/widths.ts'

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

test('axe finds nothing while writing, and nothing is wider than the window', async () => {
  const page = await openEditor(browser, trame, { who: 'coordination' })
  await textOf(page, parts.framework).click()
  await page.getByRole('toolbar').waitFor()
  await untilState(page, 'Enregistré')
  await expectNoAxeViolationsInEitherLook(page)
  await expectToFitEveryWidth(page)
})

test('axe finds nothing for someone who comments, with the help open', async () => {
  const page = await openEditor(browser, trame, { who: 'relecture' })
  await page.getByText('Aide à la rédaction').first().click()
  await expectNoAxeViolations(page)
})

test('on a small screen the whole outline opens in a dialog and leads to a part', async () => {
  const page = await openEditor(browser, trame, { who: 'prof1', width: 390, height: 844 })
  await page.getByRole('button', { name: /partie 1 sur 14/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Plan du projet' })
  await dialog.waitFor()
  await expectNoAxeViolations(page, '[role=dialog]')
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
