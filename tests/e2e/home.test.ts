import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  expectNoAxeViolations,
  expectNoHorizontalScroll,
  launchBrowser,
  type PageOptions,
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

async function homeOf(who: string, options: PageOptions = {}): Promise<Page> {
  const page = await browser.newPage(options)
  await signIn(page, trame.url, who)
  await page.goto(trame.url)
  await page.getByRole('heading', { level: 1, name: 'Mes projets' }).waitFor()
  return page
}

test('« Mes projets » is accessible and fits every width', async () => {
  const page = await homeOf('coordination')
  await page
    .getByRole('img', { name: /^Avancement par groupe/ })
    .first()
    .waitFor()
  await expectNoAxeViolationsInEitherLook(page)
  await expectToFitEveryWidth(page)
})

test('the demo project shows its state, its threads, its people and where to go on', async () => {
  const page = await homeOf('coordination')
  const project = page.getByRole('article')
  await expect.poll(() => project.textContent()).toContain('2026-2027')
  const weave = project.getByRole('img', { name: /^Avancement par groupe/ })
  const groups = ['Pilotage', 'Organisation', 'Démarche', 'Suivi', 'Communication', 'Évaluation']
  for (const group of groups) {
    expect(await weave.getAttribute('aria-label')).toMatch(new RegExp(`${group}[^,]*\\d+\u00A0%`))
  }
  expect(await project.getByRole('img', { name: 'Maëlle Jourdanneau' }).count()).toBe(1)
  const goOn = project.getByRole('link', { name: /^(Reprendre à la partie \d+|Ouvrir le projet)$/ })
  expect(await goOn.getAttribute('href')).toMatch(/^\/projets\/[0-9a-f-]{36}(#partie-\d+)?$/)
})

test('a reader is told why the draft is not shown', async () => {
  const page = await homeOf('lecture', { width: 390 })
  await page.getByText('Votre rôle (Lecture) donne accès aux versions publiées').waitFor()
  expect(await page.getByRole('link', { name: /Ouvrir|Reprendre/ }).count()).toBe(0)
  await expectNoAxeViolations(page)
})

test('an account that only administers sees no project and cannot create one', async () => {
  const page = await homeOf('admin')
  await page.getByText('Vous n’êtes dans aucun projet.').waitFor()
  expect(await page.getByRole('button', { name: /projet/i }).count()).toBe(0)
  await expectNoAxeViolations(page)
  await page.goto(`${trame.url}/projets/nouveau`)
  await page.getByText('Vous n’êtes dans aucun projet.').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('« / » goes to the search, which ignores accents and says when nothing matches', async () => {
  const page = await homeOf('coordination')
  const search = page.getByRole('searchbox')
  const hasFocus = () => search.evaluate((node) => node === node.ownerDocument.activeElement)
  // The key does nothing before the page has come to life.
  await expect
    .poll(async () => {
      if (!(await hasFocus())) await page.keyboard.press('/')
      return hasFocus()
    })
    .toBe(true)
  await page.keyboard.type('jourdanneau 2026')
  await page.getByRole('heading', { level: 2, name: /^1\sprojet trouvé/ }).waitFor()
  await expectNoAxeViolations(page)
  await search.fill('zzz')
  await page.getByText('Aucun projet ne correspond').first().waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Effacer la recherche' }).click()
  await page.getByRole('article').waitFor()
  expect(await hasFocus()).toBe(true)
})

test('an address that leads nowhere says so, with a way back', async () => {
  const page = await browser.newPage({ width: 320, expectedErrors: [/404/] })
  await signIn(page, trame.url, 'coordination')
  const answer = await page.goto(`${trame.url}/nulle-part`)
  expect(answer?.status()).toBe(404)
  await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
  await expectNoAxeViolations(page)
  await expectNoHorizontalScroll(page)
  await page.getByRole('link', { name: /Mes projets/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Mes projets' }).waitFor()
})
