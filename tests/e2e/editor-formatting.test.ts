import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoAxeViolations, launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import {
  keptEditor,
  parts,
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

/** One person does all this, in one window. */
const openWriter = () => keptEditor(browser, trame, { who: 'prof1' })

test('the toolbar is one tab stop, says its keys, and shows what is on', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.framework, ' gras')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  // The browser tells the editor of a selection a moment after the key.
  await page.getByRole('toolbar', { name: 'Mise en forme de la sélection' }).waitFor()
  await page.keyboard.press('Control+b')
  const bold = toolbarOf(page).getByRole('button', { name: 'Gras' })
  await expect.poll(() => bold.getAttribute('aria-pressed')).toBe('true')
  expect(await bold.getAttribute('aria-keyshortcuts')).toBe('Control+B')
  expect(await toolbarOf(page).locator('button[tabindex="0"]').count()).toBe(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('End')
  await expect.poll(() => isFocused(toolbarOf(page).getByRole('button').last())).toBe(true)
  await page.keyboard.press('ArrowLeft')
  await page.getByText('Ctrl + Y').waitFor()
  await expectNoAxeViolations(page, ':has(> [role=toolbar])')
  await page.keyboard.press('Control+z')
  await expect.poll(() => bold.getAttribute('aria-pressed')).toBe('false')
  await page.keyboard.press('Escape')
  expect(await isFocused(textOf(page, parts.framework))).toBe(true)
  await untilState(page, 'Enregistré')
})

test('selected words bring up a bar, which the keyboard reaches after the text', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.framework, ' italique')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  const bubble = page.getByRole('toolbar', { name: 'Mise en forme de la sélection' })
  await bubble.waitFor()
  await expectNoAxeViolations(page, '[role=toolbar]')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => isFocused(bubble.getByRole('button', { name: 'Italique' }))).toBe(true)
  await page.keyboard.press('Enter')
  await textOf(page, parts.framework).locator('em', { hasText: 'italique' }).waitFor()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => bubble.count()).toBe(0)
})

test('a link is made, changed and taken away by keyboard alone', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.appendices, '\n')
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Insérer un lien' })
  const address = dialog.getByRole('textbox', { name: 'Adresse' })
  await expect.poll(() => isFocused(address)).toBe(true)
  await page.keyboard.type('javascript:alert(1)')
  await page.keyboard.press('Tab')
  await dialog.getByText('Cette adresse ne peut pas être suivie').waitFor()
  await page.keyboard.type('Le site du lycée')
  await expectNoAxeViolations(page, '[role=dialog]')
  await page.keyboard.press('Enter')
  await expect.poll(() => isFocused(address)).toBe(true)
  await address.fill('lycee.example/projet')
  await page.keyboard.press('Enter')
  const text = textOf(page, parts.appendices)
  const link = text.getByRole('link', { name: 'Le site du lycée' })
  expect(await link.getAttribute('href')).toBe('https://lycee.example/projet')
  expect(await isFocused(text)).toBe(true)

  const bubble = page.getByRole('group', { name: 'Lien', exact: true })
  await bubble.getByRole('link', { name: 'https://lycee.example/projet' }).waitFor()
  await expectNoAxeViolations(page, '[role=group][aria-label=Lien]')
  await page.keyboard.press('Control+k')
  const change = page.getByRole('dialog', { name: 'Modifier le lien' })
  await change.getByRole('textbox', { name: 'Adresse' }).fill('cpe@lycee.example')
  await page.keyboard.press('Enter')
  await expect.poll(() => link.getAttribute('href')).toBe('mailto:cpe@lycee.example')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect
    .poll(() => isFocused(bubble.getByRole('button', { name: 'Retirer le lien' })))
    .toBe(true)
  await page.keyboard.press('Enter')
  await text.getByText('Le site du lycée').waitFor()
  expect(await link.count()).toBe(0)
  await untilState(page, 'Enregistré')
})

test('a table is inserted, filled, changed and deleted by keyboard, and comes back', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.framework, '\n/tabl')
  await page.getByRole('option', { name: 'Tableau' }).waitFor()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Insérer un tableau' })
  const rows = dialog.getByRole('spinbutton', { name: 'Lignes' })
  await expect.poll(() => isFocused(rows)).toBe(true)
  await rows.fill('0')
  await page.keyboard.press('Tab')
  await dialog.getByText('Écrivez un nombre de 1 à 30.').waitFor()
  await rows.fill('2')
  await expectNoAxeViolations(page, '[role=dialog]')
  await page.keyboard.press('Enter')
  const table = textOf(page, parts.framework).getByRole('table')
  for (const word of ['Qui', 'Quoi', 'Quand', 'Nous', 'Tout']) {
    await page.keyboard.type(word)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.type('Demain')
  await page.keyboard.press('Tab')
  await expect.poll(() => table.getByRole('row').count()).toBe(3)
  expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(['Qui', 'Quoi', 'Quand'])

  const bar = page.getByRole('toolbar', { name: 'Tableau' })
  await expectNoAxeViolations(page, '[role=toolbar], .ProseMirror table')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect.poll(() => isFocused(bar.getByRole('button').first())).toBe(true)
  await bar.getByRole('button', { name: 'Supprimer la colonne' }).press('Enter')
  await expect.poll(() => table.getByRole('columnheader').count()).toBe(2)
  await bar.getByRole('button', { name: 'Ligne d’en-tête' }).press('Enter')
  await expect.poll(() => table.getByRole('columnheader').count()).toBe(0)
  await untilState(page, 'Enregistré')
  await bar.getByRole('button', { name: 'Supprimer le tableau' }).press('Enter')
  await expect.poll(() => table.count()).toBe(0)
  await page.keyboard.press('Control+z')
  await table.getByText('Demain').or(table.getByText('Quoi')).first().waitFor()
  await untilState(page, 'Enregistré')
})

test('a slash at the start of a word opens a menu that typing filters', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.diagnosis, '\net/ou /')
  const menu = page.getByRole('listbox', { name: 'Insérer' })
  const text = textOf(page, parts.diagnosis)
  await menu.waitFor()
  const active = menu.locator('[aria-selected="true"]')
  await page.keyboard.press('ArrowDown')
  expect(await active.innerText()).toContain('Intertitre')
  expect(await text.getAttribute('aria-activedescendant')).toBe(await active.getAttribute('id'))
  await expectNoAxeViolations(page, '[role=listbox]')
  await page.keyboard.type('etapes')
  await expect.poll(() => menu.getByRole('option').count()).toBe(1)
  await page.keyboard.press('Enter')
  await text.locator('p[data-kind="ordered"]', { hasText: /^et\/ou\s*$/ }).waitFor()

  await page.keyboard.type('/fil')
  await menu.waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => menu.count()).toBe(0)
  await page.keyboard.press('Enter')
  await text.getByText('/fil').waitFor()
  expect(await text.getAttribute('aria-activedescendant')).toBeNull()
  await untilState(page, 'Enregistré')
})

test('people and records are mentioned by keyboard, and a mention goes away as one', async () => {
  const page = await openWriter()
  const text = textOf(page, parts.diagnosis)
  await typeAtEnd(page, parts.diagnosis, '\nVoir @')
  const menu = page.getByRole('listbox', { name: 'Mentionner' })
  await menu.waitFor()
  await expectNoAxeViolations(page, '[role=listbox]')
  await page.keyboard.type('belv')
  await expect.poll(() => menu.getByRole('option').count()).toBe(1)
  await page.keyboard.press('Enter')
  await text.locator('[data-mention]', { hasText: 'Tarek Belvallon' }).waitFor()
  await page.keyboard.type('et @b1')
  await menu.getByRole('option', { name: /Besoin B1/ }).waitFor()
  await page.keyboard.press('Tab')
  await text.locator('[data-mention][data-entity="need"]').waitFor()
  await page.keyboard.type('.')
  await untilState(page, 'Enregistré')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await expect.poll(() => text.locator('[data-mention][data-entity="need"]').count()).toBe(0)
  await untilText(text, 'Tarek Belvallon et')
  await untilState(page, 'Enregistré')
})

function toolbarOf(page: Page): Locator {
  return page.getByRole('toolbar', { name: /^Mise en forme de «/ })
}

async function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === element.ownerDocument.activeElement)
}
