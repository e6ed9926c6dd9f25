import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import {
  keptEditor,
  openEditor,
  parts,
  shownText,
  textOf,
  typeAtEnd,
  untilState,
  untilText,
} from '#tests/support/editor-page.ts'
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

const bar = (page: Page) => page.getByRole('search', { name: 'Rechercher dans le projet' })
const openWriter = () => keptEditor(browser, trame, { who: 'prof1' })
const count = (page: Page) => bar(page).getByRole('status').first()

test('Ctrl+F finds in the whole project, and Escape leaves the match selected', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.framework, ' Un zèbre ici.')
  await typeAtEnd(page, parts.appendices, ' L’autre zèbre est là.')
  await page.keyboard.press('Control+Home')
  const rail = page.getByRole('navigation', { name: 'Plan du projet' })
  await rail.locator('[aria-current="location"]', { hasText: 'Ancrage' }).waitFor()
  await page.keyboard.press('Control+f')
  await bar(page).getByLabel('Rechercher', { exact: true }).waitFor()
  await page.keyboard.type('ZEBRE')
  await untilText(count(page), '1 sur 2')
  await current(page, parts.framework).filter({ hasText: 'zèbre' }).waitFor()
  await page.keyboard.press('Enter')
  await untilText(count(page), '2 sur 2')
  await current(page, parts.appendices).filter({ hasText: 'zèbre' }).waitFor()
  await expect.poll(() => current(page, parts.appendices).isVisible()).toBe(true)
  await page.keyboard.press('F3')
  await untilText(count(page), '1 sur 2')
  await page.keyboard.press('Shift+F3')
  await untilText(count(page), '2 sur 2')

  await page.keyboard.press('Escape')
  await bar(page).waitFor({ state: 'hidden' })
  expect(await page.locator('.found').count()).toBe(0)
  await page.keyboard.type('lion')
  await untilText(textOf(page, parts.appendices), 'L’autre lion est là.')
  await untilState(page, 'Enregistré')
})

test('the browser finds when Ctrl+F is pressed in the field', async () => {
  const page = await openWriter()
  const prevented = () =>
    page.evaluate(() => {
      const event = new KeyboardEvent('keydown', {
        ...{ key: 'f', ctrlKey: true, bubbles: true, cancelable: true },
      })
      document.activeElement?.dispatchEvent(event)
      return event.defaultPrevented
    })
  expect(await prevented()).toBe(true)
  await expect
    .poll(() => bar(page).getByLabel('Rechercher', { exact: true }).isVisible())
    .toBe(true)
  expect(await prevented()).toBe(false)
  await page.keyboard.press('Escape')
})

test('all matches are replaced, and each part’s are undone at once', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.framework, ' Une girafe, deux girafes.')
  await typeAtEnd(page, parts.appendices, ' Une girafe.')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('girafe')
  await untilText(count(page), 'sur 3')
  await bar(page).getByLabel('Remplacer par').fill('autruche')
  await bar(page).getByRole('button', { name: 'Tout remplacer' }).click()
  await untilText(count(page), 'Aucun résultat')
  await bar(page).getByText('3\u00A0remplacements').waitFor({ state: 'attached' })
  await untilText(shownText(page, parts.framework), 'Une autruche, deux autruches.')
  await untilText(shownText(page, parts.appendices), 'Une autruche.')
  await page.keyboard.press('Escape')
  await textOf(page, parts.appendices).focus()
  await page.keyboard.press('Control+z')
  await untilText(shownText(page, parts.appendices), 'Une girafe.')
  await untilText(shownText(page, parts.framework), 'Une autruche, deux autruches.')
  await page.keyboard.press('Control+z')
  await untilText(shownText(page, parts.framework), 'Une girafe, deux girafes.')
  await untilState(page, 'Enregistré')
})

test('someone who comments finds, and has nothing to replace with', async () => {
  const page = await openEditor(browser, trame, { who: 'relecture' })
  await page.getByRole('button', { name: 'Rechercher dans le projet' }).click()
  await bar(page).getByLabel('Rechercher', { exact: true }).fill('élèves')
  await untilText(count(page), '1 sur ')
  expect(await bar(page).getByLabel('Remplacer par').count()).toBe(0)
})

test('axe finds nothing while finding, and the bar fits every width', async () => {
  const page = await openWriter()
  await page.getByRole('button', { name: 'Rechercher dans le projet' }).click()
  await bar(page).getByLabel('Rechercher', { exact: true }).fill('élèves')
  await page.locator('.found[data-current]').waitFor()
  // What is found is marked in the text, whose contrast depends on it.
  await expectNoAxeViolationsInEitherLook(page, '[role=search], search, .ProseMirror')
  await expectToFitEveryWidth(page)
  await page.keyboard.press('Escape')
})

test('on a phone the search is among the other actions', async () => {
  const page = await openWriter()
  await page.setViewportSize({ width: 320, height: 800 })
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('button', { name: 'Rechercher dans le projet' }).click()
  await bar(page).getByLabel('Rechercher', { exact: true }).waitFor()
})

/** The match that the person has gone to. */
function current(page: Page, title: string) {
  return page.getByRole('region', { name: title }).locator('.found[data-current]')
}
