import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { section } from '#lib/document/schema.ts'
import {
  expectNoAxeViolations,
  launchBrowser,
  type PageOptions,
  signIn,
  type TestBrowser,
} from '#tests/support/browser.ts'
import {
  demoProjectId,
  openEditor,
  parts,
  shownText,
  typeAtEnd,
  untilState,
  untilText,
} from '#tests/support/editor-page.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { joinDemo } from '#tests/support/stock-client.ts'
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

async function openVersions(who: string, options: PageOptions = {}) {
  const page = await browser.newPage(options)
  await signIn(page, trame.url, who)
  const projectId = await demoProjectId(page, trame.url)
  await page.goto(`${trame.url}/projets/${projectId}/versions`)
  return page
}

const history = (page: Page) => page.getByRole('navigation', { name: 'Historique des versions' })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

test('a name is given, a part that a raw client emptied comes back, then all, and it is undone', async () => {
  const colleague = await openEditor(browser, trame, { who: 'prof1' })
  const page = await openVersions('coordination')
  await button(page, 'Nommer une version').click()
  await button(page, 'Enregistrer le nom').click()
  await untilText(page.getByRole('dialog'), 'Donnez un nom')
  await page.getByLabel('Nom de la version').fill('Avant le conseil')
  await expectNoAxeViolations(page, '[role=dialog]')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Avant le conseil' }).waitFor()
  await page.getByText('Comme la version de travail').waitFor()

  const raw = await joinDemo(trame, 'prof2')
  const before = await shownText(colleague, parts.framework).innerText()
  for (const id of ['framework', 'initial-diagnosis', 'steering']) {
    section(raw, id).delete(0, section(raw, id).length)
  }
  await expect
    .poll(() => shownText(colleague, parts.framework).innerText())
    .not.toContain(before.slice(0, 40))
  await expect
    .poll(async () => {
      await page.reload()
      return history(page).innerText()
    })
    .toContain('Avant une suppression importante')

  await history(page)
    .getByRole('link', { name: /Version de travail/ })
    .click()
  await button(page, `Récupérer cette partie : ${parts.framework}`).click()
  await untilText(page.getByRole('status'), 'La partie\u00A01 est revenue')
  await untilText(shownText(colleague, parts.framework), before.slice(0, 40))

  await typeAtEnd(colleague, parts.framework, ' Écrit pendant ce temps.')
  await untilState(colleague, 'Enregistré')
  await history(page)
    .getByRole('link', { name: /Avant le conseil/ })
    .click()
  await button(page, 'Restaurer cette version').click()
  await page.getByRole('dialog').getByText('vous pourrez défaire').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Restaurer' }).click()
  await untilText(page.getByRole('status'), 'La version «\u00A0Avant le conseil\u00A0» est revenue')
  const diagnosis = await page.getByRole('region', { name: parts.diagnosis }).innerText()
  expect(diagnosis).not.toContain('Rien d’écrit')
  await expect
    .poll(() => shownText(colleague, parts.framework).innerText())
    .not.toContain('pendant ce temps')
  await button(page, 'Défaire').click()
  await untilText(page.getByRole('status'), 'L’état d’avant est revenu')
  await untilText(shownText(colleague, parts.framework), 'Écrit pendant ce temps.')
})

test('each role has what it may do, and the screen is accessible at every size and theme', async () => {
  const reader = await openVersions('relecture')
  await history(reader)
    .getByRole('link', { name: /Avant le conseil/ })
    .click()
  await reader.getByRole('heading', { name: 'Avant le conseil' }).waitFor()
  expect(await button(reader, /Nommer|Restaurer|Récupérer/).count()).toBe(0)

  const editor = await openVersions('prof1')
  await history(editor)
    .getByRole('link', { name: /Avant le conseil/ })
    .click()
  await button(editor, 'Renommer').waitFor()
  expect(await button(editor, /Restaurer|Récupérer/).count()).toBe(0)
  await expectNoAxeViolations(editor)

  const expectedErrors = [/404/]
  const phone = await openVersions('coordination', { width: 390, theme: 'dark', expectedErrors })
  await history(phone).waitFor()
  await expectNoAxeViolations(phone)
  await history(phone)
    .getByRole('link', { name: /Avant le conseil/ })
    .click()
  await phone.getByRole('heading', { name: 'Avant le conseil' }).waitFor()
  expect(await history(phone).isVisible()).toBe(false)
  await expectNoAxeViolations(phone)
  await expectToFitEveryWidth(phone)
  await phone.getByRole('link', { name: 'Toutes les versions' }).click()
  await history(phone).waitFor()
  await phone.goto(`${phone.url().split('?')[0]}?version=00000000-0000-4000-8000-000000000000`)
  await phone.getByRole('heading', { level: 1 }).waitFor()

  const outsider = await openVersions('lecture')
  await outsider.getByRole('heading', { name: /en cours de rédaction/ }).waitFor()
})
