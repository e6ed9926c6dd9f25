import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { records } from '#lib/document/schema.ts'
import { addRecord } from '#lib/document/write.ts'
import { demoProject } from '#lib/domain/demo.ts'
import { launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import { keptEditor, untilText } from '#tests/support/editor-page.ts'
import { HttpSession } from '#tests/support/http-session.ts'
import { expectNoAxeViolationsInEitherLook } from '#tests/support/looks.ts'
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

const openWriter = () => keptEditor(browser, trame, { who: 'prof1' })

function part(page: Page, number: number): Locator {
  return page.locator(`#partie-${number}`)
}

function cardOf(page: Page, id: string): Locator {
  return page.locator(`#fiche-${id}`)
}

async function unfold(card: Locator): Promise<void> {
  await card.locator('summary').click()
}

test('each part shows the records that are written in it', async () => {
  const page = await openWriter()
  const groups = await page.locator('[data-records] h3').allInnerTexts()
  expect(groups).toEqual([
    'Orientations de la contractualisation',
    'Acteurs et rôles',
    'Calendrier des instances',
    'Moyens',
    'Classes et groupes',
    'Besoins, objectifs, actions',
    'Objectifs',
    'Objets pédagogiques communs',
    'Actions et séquences',
    'Étapes',
    'Cycles de l’année',
    'Indicateurs',
    'Décisions de régulation',
    'Réunions',
    'Plan de communication',
    'Grille d’auto-évaluation',
    'Place de chacun dans le projet collectif',
    'Ressources',
  ])
  const inOrder = [
    ...[demoProject.needs, demoProject.goals, demoProject.actions, demoProject.indicators],
    ...[demoProject.means, demoProject.milestones, demoProject.regulations, demoProject.resources],
    ...[demoProject.meetings, demoProject.communications, demoProject.selfEvaluation.criteria],
  ].flat()
  for (const { id } of inOrder) expect(await cardOf(page, id).count(), id).toBe(1)
})

test('the cards are in the page itself, before any script has run', async () => {
  const session = new HttpSession(trame.url)
  await session.signIn({ email: 'relecture@demo.trame.test', password: 'trame-demo' })
  const [project] = await (await session.fetch('/api/projects')).json()
  const html = await (await session.fetch(`/projets/${project.id}`)).text()
  expect(html).toMatch(/<article id="fiche-ind-1"[^>]*aria-label="I1 Part des élèves/)
  expect(html).toContain('départ 58\u00A0%, mesuré 77\u00A0%, cible 75\u00A0%')
})

test('a need shows what serves it, and an action leads to its need by keyboard', async () => {
  const page = await openWriter()
  const chain = part(page, 4)
    .locator('li', { has: cardOf(page, 'need-1') })
    .first()
  await chain.getByRole('heading', { level: 5, name: 'Planifier et rendre son travail' }).waitFor()
  await chain.getByRole('heading', { level: 6, name: 'Permanence active' }).waitFor()
  const action = cardOf(page, 'action-1')
  await untilText(action, 'du 14\u00A0septembre 2026 au 18\u00A0décembre 2026')
  await action.getByRole('link', { name: 'O1 Planifier et rendre son travail' }).waitFor()
  await action.getByRole('link', { name: /^B1 S’organiser/ }).focus()
  await page.keyboard.press('Enter')
  const need = cardOf(page, 'need-1')
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('fiche-need-1')
  await expect.poll(async () => (await need.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0)
  expect((await need.boundingBox())?.y).toBeLessThan(500)
  await page.keyboard.press('Tab')
  const focused = await page.evaluate<string>('document.activeElement.textContent')
  expect(focused).toContain('Détails')
})

test('the values of an indicator are drawn, written, and listed in a table', async () => {
  const page = await openWriter()
  const card = cardOf(page, 'ind-1')
  await card
    .getByRole('img', { name: 'départ 58\u00A0%, mesuré 77\u00A0%, cible 75\u00A0%' })
    .waitFor()
  await untilText(card, 'Cible atteinte')
  await unfold(card)
  const table = card.getByRole('table', { name: /^Valeurs/ })
  expect(await table.getByRole('row').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining('21/01/2027')]),
  )
})

test('what others change is seen at once, folded or not, and what they archive goes', async () => {
  const page = await openWriter()
  const doc = await joinDemo(trame, 'prof2')
  const findings = records(doc, 'regulation').get('reg-1')?.get('findings')
  if (!(findings instanceof Y.Text)) throw new Error('findings are a text')
  await cardOf(page, 'mtg-9').waitFor()

  records(doc, 'action').get('action-2')?.set('title', 'Ateliers consignes du jeudi')
  findings.insert(0, 'Constat partagé. ')
  // In one update: the server refuses a text that comes later than its record.
  doc.transact(() => {
    addRecord(doc, 'measurement', {
      id: 'ind-4-m9',
      record: { indicatorId: 'ind-4', date: '2027-06-20', value: 61, sampleSize: 180 },
      order: 'z',
    })
  })
  records(doc, 'meeting').get('mtg-9')?.set('archivedAt', '2027-06-24T08:00:00.000Z')

  await untilText(cardOf(page, 'action-2'), 'Ateliers consignes du jeudi')
  await untilText(part(page, 4), 'Ateliers consignes du jeudi')
  await untilText(cardOf(page, 'reg-1'), 'Constat partagé. Les consignes')
  await cardOf(page, 'ind-4')
    .getByRole('img', { name: 'départ 39\u00A0%, mesuré 61\u00A0%, cible 60\u00A0%' })
    .waitFor()
  await cardOf(page, 'mtg-9').waitFor({ state: 'detached' })

  const card = cardOf(page, 'action-3')
  await unfold(card)
  records(doc, 'action').get('action-3')?.set('sessionCount', 17)
  await untilText(card, '17\u00A0séances')
})

test('unfolded cards are accessible and fit every width', async () => {
  const page = await openWriter()
  const cards = ['need-1', 'action-1', 'ind-2', 'reg-1']
  for (const id of cards) await unfold(cardOf(page, id))
  const unfolded = cards.map((id) => `#fiche-${id}`).join()
  await expectNoAxeViolationsInEitherLook(page, unfolded)
  await page.evaluate(
    `document.querySelectorAll('[data-records] details').forEach((each) => { each.open = true })`,
  )
  await expectToFitEveryWidth(page)
})
