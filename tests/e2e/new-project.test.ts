import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  expectNoAxeViolations,
  launchBrowser,
  signIn,
  type TestBrowser,
} from '#tests/support/browser.ts'
import { expectNoAxeViolationsInEitherLook } from '#tests/support/looks.ts'
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

async function openDialog(): Promise<Page> {
  const page = await browser.newPage()
  await signIn(page, trame.url, 'coordination')
  await page.goto(trame.url)
  await page.getByRole('button', { name: 'Nouveau projet' }).click()
  await dialog(page).waitFor()
  return page
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Nouveau projet' })

test('the dialog is accessible and fits every width', async () => {
  const page = await openDialog()
  await expectNoAxeViolationsInEitherLook(page)
  await expectToFitEveryWidth(page)
  const box = await dialog(page).boundingBox()
  expect(box).toMatchObject({ x: 0, width: page.viewportSize()?.width })
})

test('a project is created by keyboard alone, and is in the list', async () => {
  const page = await browser.newPage()
  await signIn(page, trame.url, 'coordination')
  await page.goto(trame.url)
  const button = page.getByRole('button', { name: 'Nouveau projet' })
  await button.waitFor()
  await tabUntil(page, button)
  await page.keyboard.press('Enter')
  await dialog(page).waitFor()

  const year = dialog(page).getByRole('combobox', { name: /Année scolaire/ })
  await expect.poll(() => hasFocus(year)).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('listbox').count()).toBe(0)

  await tabUntil(page, dialog(page).getByRole('checkbox', { name: 'Terminale générale' }))
  await page.keyboard.press('Space')
  await tabUntil(page, dialog(page).getByLabel('Titre (facultatif)'))
  await page.keyboard.type('Accompagnement en terminale')
  await tabUntil(page, dialog(page).getByRole('combobox', { name: 'Coordination de l’AP' }))
  await page.keyboard.type('belval')
  await page.getByRole('option', { name: /Belvallon/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await dialog(page)
    .getByRole('button', { name: /^Retirer .*Belvallon/ })
    .waitFor()
  await tabUntil(page, dialog(page).getByRole('checkbox', { name: /collèges de secteur/ }))
  await page.keyboard.press('Space')
  await dialog(page).getByText('15\u00A0parties, dont 13\u00A0obligatoires.').waitFor()
  await tabUntil(page, dialog(page).getByRole('button', { name: 'Créer le projet' }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/projets\/[0-9a-f-]{36}$/)

  await page.goto(trame.url)
  const article = page.getByText('Accompagnement en terminale')
  await article.first().waitFor()
  const projects: unknown = await (await page.request.get(`${trame.url}/api/projects`)).json()
  expect(projects).toContainEqual(
    expect.objectContaining({ title: 'Accompagnement en terminale', status: 'draft' }),
  )
  await expectNoAxeViolations(page)
})

test('a project without a level is not sent: the error is said and the focus goes to it', async () => {
  const page = await openDialog()
  await dialog(page).getByRole('button', { name: 'Créer le projet' }).click()
  await dialog(page).getByText('Cochez au moins un niveau.').waitFor()
  const first = dialog(page).getByRole('group', { name: 'Niveaux concernés' }).getByRole('checkbox')
  expect(await hasFocus(first.first())).toBe(true)
  await expectNoAxeViolations(page)
})

test('changing the type of school asks before it takes ticked levels away', async () => {
  const page = await openDialog()
  const level = dialog(page).getByRole('checkbox', { name: 'Première générale' })
  await level.check()
  const chooseCollege = async () => {
    await dialog(page)
      .getByRole('combobox', { name: /Type d’établissement/ })
      .click()
    await page.getByRole('option', { name: 'Collège', exact: true }).click()
    await dialog(page).getByText('Les niveaux cochés seront retirés.').waitFor()
  }
  await chooseCollege()
  await expectNoAxeViolations(page)
  await dialog(page).getByRole('button', { name: 'Garder le type et les niveaux' }).click()
  expect(await level.isChecked()).toBe(true)
  await chooseCollege()
  await dialog(page).getByRole('button', { name: 'Changer de type' }).click()
  await dialog(page).getByRole('checkbox', { name: 'Sixième' }).waitFor()
  expect(await level.count()).toBe(0)
})

test('Esc closes, gives the focus back, and what was chosen is still there', async () => {
  const page = await openDialog()
  await dialog(page).getByRole('checkbox', { name: 'Première générale' }).check()
  await dialog(page)
    .getByRole('button', { name: /Ajouter une partie/ })
    .click()
  await page.keyboard.type('Accueil des nouveaux élèves')
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
  const button = page.getByRole('button', { name: 'Nouveau projet' })
  await expect.poll(() => hasFocus(button)).toBe(true)
  await page.keyboard.press('Enter')
  await dialog(page).waitFor()
  expect(await dialog(page).getByLabel('Titre de la partie').inputValue()).toBe(
    'Accueil des nouveaux élèves',
  )
  expect(await dialog(page).getByRole('checkbox', { name: 'Première générale' }).isChecked()).toBe(
    true,
  )
  await dialog(page).getByText('15\u00A0parties, dont 13\u00A0obligatoires.').waitFor()
})

test('the address /projets/nouveau opens the dialog, and closing it goes to the list', async () => {
  const page = await browser.newPage()
  await signIn(page, trame.url, 'direction')
  await page.goto(`${trame.url}/projets/nouveau`)
  await dialog(page).waitFor()
  await dialog(page).getByRole('button', { name: 'Annuler' }).click()
  await dialog(page).waitFor({ state: 'detached' })
  await page.waitForURL(`${trame.url}/`)
})

async function hasFocus(control: ReturnType<Page['locator']>): Promise<boolean> {
  return control.evaluate((node) => node === node.ownerDocument.activeElement)
}

async function tabUntil(page: Page, control: ReturnType<Page['locator']>): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await hasFocus(control)) return
  }
  throw new Error(`Tab does not reach ${control}`)
}
