import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoAxeViolations, launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import { expectNoAxeViolationsInEitherLook } from '#tests/support/looks.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { expectToFitEveryWidth } from '#tests/support/widths.ts'

let browser: TestBrowser
let trame: Trame

beforeAll(async () => {
  ;[browser, trame] = await Promise.all([launchBrowser(), startTrame({ demo: false })])
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

/** The last code that the server printed. */
function printedCode(): string | undefined {
  return [...trame.output().matchAll(/\b([A-Z0-9]{4}-[A-Z0-9]{4})\b/g)].at(-1)?.[1]
}

async function paste(page: Page, code: string): Promise<void> {
  await page.getByLabel('Caractère 1 sur 8').evaluate((box, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', text)
    box.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, code)
}

const submit = (page: Page) =>
  page.getByRole('button', { name: 'Mettre en service et se connecter' })

test('an empty server opens the set-up page, which is accessible and fits every width', async () => {
  const page = await browser.newPage()
  await page.goto(trame.url)
  await page.waitForURL(`${trame.url}/installation`)
  await page.getByRole('heading', { level: 1, name: 'Mettre Trame en service' }).waitFor()
  await expectNoAxeViolationsInEitherLook(page)
  await expectToFitEveryWidth(page)
})

test('each missing field says what to do, and the first takes the focus', async () => {
  const page = await browser.newPage({ width: 390 })
  await page.goto(`${trame.url}/installation`)
  await submit(page).click()
  await page.getByText('Saisissez le nom de l’établissement.').waitFor()
  await page.getByText('Choisissez l’académie.').waitFor()
  await page.getByText('Il manque 8\u00A0caractères au code.').waitFor()
  const name = page.getByLabel('Nom de l’établissement')
  expect(await name.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true)
  await expectNoAxeViolations(page)
})

test('the head sets the school up with the printed code, once', async () => {
  const page = await browser.newPage({ expectedErrors: [/404/] })
  await page.goto(`${trame.url}/installation`)
  await page.getByLabel('Nom de l’établissement').fill('Lycée Jeanne-Barret')
  await page.getByLabel('Ville').fill('Montarlin-sur-Arroux')
  await page.getByRole('combobox', { name: /Académie/ }).click()
  await page.getByRole('option', { name: 'Dijon' }).click()
  await page.getByText('Fixe la zone de vacances\u00A0: zone\u00A0A.').waitFor()
  await page.getByLabel('Prénom').fill('Solène')
  await page.getByLabel('Nom', { exact: true }).fill('Vaucourtois')
  await page.getByLabel('Fonction affichée').fill('Proviseure')
  await page.getByLabel('Adresse électronique').fill('proviseure@lycee.test')
  await page.getByLabel('Mot de passe', { exact: true }).fill('tilleul-brume-carnet')
  const again = page.getByLabel('Mot de passe, une seconde fois')
  await again.fill('tilleul-brume')
  await again.blur()
  await page.getByText('Les deux saisies diffèrent.').waitFor()
  await again.fill('tilleul-brume-carnet')

  await paste(page, 'ZZZZ-ZZZZ')
  await submit(page).click()
  await page.getByText('Ce code n’est pas celui qui est affiché').waitFor()
  expect(await page.getByLabel('Ville').inputValue()).toBe('Montarlin-sur-Arroux')
  await expectNoAxeViolations(page)

  const before = printedCode()
  await page.getByRole('button', { name: 'Afficher un nouveau code' }).click()
  await page.getByText('Un nouveau code est affiché sur le serveur.').waitFor()
  const code = printedCode()
  expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
  expect(code).not.toBe(before)
  await paste(page, String(code))
  await submit(page).click()

  await page.getByRole('heading', { level: 1, name: 'Mes projets' }).waitFor()
  await page.getByRole('heading', { name: /Le métier est monté/ }).waitFor()
  await page.getByRole('button', { name: 'Commencer un projet' }).waitFor()
  expect(await page.getByText('Lycée Jeanne-Barret, Montarlin-sur-Arroux').count()).toBe(1)
  await expectNoAxeViolations(page)

  const answer = await page.goto(`${trame.url}/installation`)
  expect(answer?.status()).toBe(404)
})

test('a server in real use shows no demo account', async () => {
  const page = await browser.newPage()
  await page.goto(trame.url)
  await page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor()
  expect(await page.getByText(/démonstration/i).count()).toBe(0)
})
