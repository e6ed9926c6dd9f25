import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoAxeViolations, launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
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
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { expectToFitEveryWidth } from '#tests/support/widths.ts'

let browser: TestBrowser
let trame: Trame

beforeAll(async () => {
  ;[browser, trame] = await Promise.all([launchBrowser(), startTrame()])
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

const shareButton = (page: Page) => page.getByRole('button', { name: 'Partager' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Partager' })
/** What is open above the page, and all of what it opened itself. */
const inDialog = '[role="dialog"][data-open]'
const roleOf = (page: Page, name: string) => page.getByRole('combobox', { name: `Rôle de ${name}` })
const said = (page: Page, words: string | RegExp) =>
  dialog(page).getByRole('status').filter({ hasText: words }).waitFor()

async function share(page: Page): Promise<void> {
  await shareButton(page).click()
  await dialog(page).getByText('(vous)').waitFor()
}

async function choose(page: Page, list: Locator, role: string): Promise<void> {
  await list.press('Enter')
  await page.getByRole('option', { name: role, exact: true }).click()
}

function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate((node) => node === node.ownerDocument.activeElement)
}

const openHead = () => keptEditor(browser, trame, { who: 'direction' })

test('the head creates an account and prints its code; its person chooses a password and writes', async () => {
  const head = await openHead()
  await share(head)
  await expectNoAxeViolations(head, inDialog)
  await head.keyboard.press('Escape')
  await expect.poll(() => isFocused(shareButton(head))).toBe(true)

  await share(head)
  await head.getByLabel('Adresse électronique à inviter').fill('noemie.sarrazelle@lycee.test')
  await head.keyboard.press('Enter')
  await dialog(head).getByRole('heading', { name: 'Créer son compte' }).waitFor()
  await expectNoAxeViolations(head, inDialog)
  await head.getByRole('button', { name: 'Créer le compte' }).click()
  await head.getByText('Indiquez le prénom.').waitFor()
  await expect.poll(() => isFocused(head.getByLabel('Prénom'))).toBe(true)
  await head.getByLabel('Prénom').fill('Noémie')
  await head.getByLabel('Nom', { exact: true }).fill('Sarrazelle')
  await head.getByLabel('Fonction affichée').fill('Psychologue de l’Éducation nationale')
  await head.keyboard.press('Enter')
  await dialog(head).getByRole('heading', { name: 'Le code de Noémie Sarrazelle' }).waitFor()
  await expectNoAxeViolations(head, inDialog)
  const code = await dialog(head)
    .getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    .innerText()
  const printed = head.evaluate(() =>
    new Promise((resolve) => window.addEventListener('beforeprint', resolve)).then(() => 1),
  )
  await head.getByRole('button', { name: 'Imprimer' }).click()
  expect(await printed).toBe(1)
  await head.emulateMedia({ media: 'print' })
  const sheet = await head.locator('body').innerText()
  for (const words of ['Votre accès à Trame', code, `${trame.url}/premiere-connexion`]) {
    expect(sheet).toContain(words)
  }
  expect(sheet).not.toContain('Imprimer')
  // A sheet of paper is narrower than the window: the dialog outlives the layout of its width.
  await head.pdf({ format: 'A4' })
  await head.emulateMedia({ media: 'screen' })
  await head.getByRole('button', { name: 'Revenir à l’équipe' }).click()
  await dialog(head).getByText('En attente').waitFor()
  await head.keyboard.press('Escape')

  const newcomer = await browser.newPage({ width: 390, theme: 'dark' })
  await newcomer.goto(`${trame.url}/premiere-connexion`)
  await newcomer.getByLabel('Adresse électronique').fill('noemie.sarrazelle@lycee.test')
  await newcomer.getByLabel('Mot de passe', { exact: true }).fill('tilleul-brume-carnet')
  await newcomer.getByLabel('Mot de passe, une seconde fois').fill('tilleul-brume-carnet')
  await typeCode(newcomer, 'ZZZZ-ZZZZ')
  await newcomer.keyboard.press('Enter')
  await newcomer.getByText('Ce code ne correspond pas à cette adresse').waitFor()
  await expectNoAxeViolations(newcomer)
  await expectToFitEveryWidth(newcomer)
  await typeCode(newcomer, code)
  await newcomer.keyboard.press('Enter')
  await newcomer.getByRole('heading', { level: 1, name: 'Mes projets' }).waitFor()
  await newcomer.setViewportSize({ width: 1440, height: 900 })
  await newcomer.goto(head.url())
  await typeAtEnd(newcomer, parts.framework, ' Écrit par une nouvelle collègue.')
  await untilState(newcomer, 'Enregistré')
  await untilText(shownText(head, parts.framework), 'Écrit par une nouvelle collègue.')
  await share(head)
  expect(await dialog(head).getByText('En attente').count()).toBe(0)
  await head.keyboard.press('Escape')
})

test('a role that is lowered while its person writes stops them at once, and can be given back', async () => {
  const [writer, head] = await Promise.all([
    openEditor(browser, trame, { who: 'prof1' }),
    openHead(),
  ])
  await head.emulateMedia({ colorScheme: 'dark' })
  await head.setViewportSize({ width: 390, height: 844 })
  await share(head)
  await expectNoAxeViolations(head, inDialog)
  await expectToFitEveryWidth(head)
  await head.keyboard.press('Escape')
  await expect.poll(() => isFocused(shareButton(head))).toBe(true)
  await share(head)
  await head.setViewportSize({ width: 390, height: 844 })
  const role = roleOf(head, 'Tarek Belvallon')
  await role.press('Enter')
  await head.getByRole('option', { name: 'Relecture' }).waitFor()
  await expectNoAxeViolations(head, inDialog)
  await typeAtEnd(writer, parts.framework, ' Gardé avant le changement.')
  await untilState(writer, 'Enregistré')
  await head.getByRole('option', { name: 'Relecture' }).click()
  await said(head, 'Rôle de Tarek Belvallon\u00A0: Relecture.')
  await writer.getByText('Vous relisez ce projet').waitFor()
  expect(await shareButton(writer).count()).toBe(0)
  const text = shownText(writer, parts.framework)
  await expect.poll(() => text.getAttribute('contenteditable')).not.toBe('true')
  await untilText(text, 'Gardé avant le changement.')

  await dialog(head).getByRole('button', { name: 'Défaire' }).click()
  await said(head, 'Rôle de Tarek Belvallon\u00A0: Rédaction.')
  await textOf(writer, parts.framework).waitFor()
  await typeAtEnd(writer, parts.framework, ' Écrit après.')
  await untilState(writer, 'Enregistré')
})

test('a coordinator adds a colleague by name, keeps off the direction, and is asked before leaving', async () => {
  const page = await openEditor(browser, trame, { who: 'coordination' })
  await share(page)
  expect(await roleOf(page, 'Solène Vaucourtois').count()).toBe(0)
  await page.getByRole('button', { name: /^Afficher les \d+ autres personnes$/ }).click()
  await expect.poll(() => isFocused(roleOf(page, 'Inès Rochebrunet'))).toBe(true)
  await page.getByRole('button', { name: 'Autres actions pour Clarisse Ponthenier' }).click()
  await page.getByRole('menuitem', { name: 'Retirer l’accès' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Nouveau code' }).count()).toBe(0)
  await page.getByRole('menuitem', { name: 'Retirer l’accès' }).click()
  await said(page, 'Clarisse Ponthenier n’a plus accès au projet.')
  const undo = dialog(page).getByRole('button', { name: 'Défaire' })
  await expect.poll(() => isFocused(undo)).toBe(true)

  const address = page.getByLabel('Adresse électronique à inviter')
  await address.fill('ponthenier')
  await page.getByRole('option', { name: /Clarisse Ponthenier/ }).waitFor()
  await expectNoAxeViolations(page, inDialog)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await address.inputValue()).toBe('lecture@demo.trame.test')
  await page.keyboard.press('Enter')
  await said(page, 'lecture@demo.trame.test fait partie de l’équipe')
  expect(await address.inputValue()).toBe('')
  await address.fill('personne@lycee.test')
  await page.keyboard.press('Enter')
  await page.getByText('Personne dans l’établissement n’a cette adresse.').waitFor()

  await choose(page, roleOf(page, 'Maëlle Jourdanneau'), 'Rédaction')
  const question = page.getByRole('dialog', { name: /Changer votre propre rôle/ })
  await question.waitFor()
  await expectNoAxeViolations(page, inDialog)
  await question.getByRole('button', { name: 'Annuler' }).click()
  await expect.poll(() => isFocused(roleOf(page, 'Maëlle Jourdanneau'))).toBe(true)
  await choose(page, roleOf(page, 'Maëlle Jourdanneau'), 'Rédaction')
  await question.getByRole('button', { name: 'Changer mon rôle' }).click()
  await shareButton(page).waitFor({ state: 'detached' })
  await textOf(page, parts.framework).waitFor()
})

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Caractère 1 sur 8').focus()
  await page.keyboard.type(code.replace('-', ''))
}
