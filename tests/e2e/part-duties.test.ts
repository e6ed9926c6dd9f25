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

const complete = 'Déclarer la partie complète'
/** The part that tests empty: it has records, and asks for words besides. */
const steering = 'Pilotage'

function partOf(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title })
}

function button(page: Page, title: string, name: string): Locator {
  return partOf(page, title).getByRole('button', { name })
}

/** The line of a part in the outline, by what a screen reader says of it. */
function outlineLink(page: Page, name: RegExp): Locator {
  return page.getByRole('navigation', { name: 'Plan du projet' }).getByRole('link', { name })
}

/** Empties the part, and waits until its progress is measured again. */
async function emptySteering(page: Page): Promise<void> {
  await textOf(page, steering).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await button(page, steering, 'Commencer à rédiger').waitFor()
  await untilText(partOf(page, steering), '67\u00A0% rédigé')
}

const openAnn = () => keptEditor(browser, trame, { who: 'coordination' })
const openBob = () => keptEditor(browser, trame, { who: 'prof1' })

test('a part is confided, declared and taken back, and both see it as it happens', async () => {
  const [ann, bob] = await Promise.all([openAnn(), openBob()])
  const part = parts.framework
  await button(ann, part, 'Confier à…').focus()
  await ann.keyboard.press('Enter')
  const tarek = ann.getByRole('menuitemcheckbox', { name: 'Tarek Belvallon' })
  await tarek.waitFor()
  await ann.keyboard.type('tar')
  await ann.keyboard.press('Enter')
  await expect.poll(() => tarek.getAttribute('aria-checked')).toBe('true')
  await expectNoAxeViolations(ann, '[role=menu]')
  await ann.keyboard.press('Escape')
  await expect
    .poll(() => ann.evaluate(() => document.activeElement?.textContent))
    .toBe('Confier à…')
  await untilText(partOf(bob, part), 'T.\u00A0Belvallon')
  await outlineLink(bob, /Ancrage à vous/).waitFor()
  expect(await outlineLink(ann, /à vous/).count()).toBe(0)
  await button(bob, part, 'Rendre cette partie').click()
  await ann.getByText('Confiée à').waitFor({ state: 'detached' })

  await button(bob, part, complete).click()
  const said = partOf(ann, part).getByRole('status').filter({ hasText: 'Déclarée complète' })
  await untilText(said, 'par T.\u00A0Belvallon le')
  await outlineLink(ann, /déclarée complète/).waitFor()
  await typeAtEnd(ann, part, ' Et encore.')
  await untilText(partOf(bob, part), 'texte modifié depuis')
  await button(ann, part, 'Déclarer à nouveau').click()
  await untilText(partOf(bob, part), 'par M.\u00A0Jourdanneau le')
  await partOf(bob, part).getByText('modifié depuis').waitFor({ state: 'detached' })
  await button(bob, part, 'Revenir sur la déclaration').click()
  await button(ann, part, complete).waitFor()
  await said.waitFor({ state: 'detached' })
})

test('questions are ticked for the team, and each keeps the help as they left it', async () => {
  const [ann, bob] = await Promise.all([openAnn(), openBob()])
  const help = (page: Page) => partOf(page, parts.diagnosis).getByText('Aide à la rédaction')
  const question = (page: Page) => partOf(page, parts.diagnosis).getByRole('checkbox').first()
  await help(bob).click()
  await question(bob).press(' ')
  await untilText(partOf(ann, parts.diagnosis), '1\u00A0question sur 6 traitée')
  expect(await question(ann).isVisible()).toBe(false)
  await bob.reload()
  await question(bob).waitFor()
  expect(await question(bob).isChecked()).toBe(true)
  await ann.reload()
  await untilText(partOf(ann, parts.diagnosis), '1\u00A0question sur 6 traitée')
  expect(await question(ann).isVisible()).toBe(false)
})

test('an empty part teaches those who write until the first letter of anybody', async () => {
  const [ann, bob] = await Promise.all([openAnn(), openBob()])
  const reader = await openEditor(browser, trame, { who: 'relecture', hash: '#partie-2' })
  const part = steering
  await emptySteering(ann)
  const begin = button(bob, part, 'Commencer à rédiger')
  await begin.waitFor()
  await untilText(partOf(bob, part), 'Acteurs et rôles, Calendrier des instances')
  await partOf(reader, part).getByText('Cette partie n’est pas encore rédigée.').waitFor()
  expect(await partOf(reader, part).getByRole('button').count()).toBe(0)
  await expectNoAxeViolations(reader, '#partie-2')

  await button(ann, part, complete).click()
  const question = ann.getByRole('group', { name: 'Partie à compléter' })
  await untilText(question, 'Nommez au moins trois rôles du pilotage')
  await ann.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  expect(await ann.evaluate(() => document.activeElement?.textContent)).toBe(complete)

  await begin.click()
  await bob.keyboard.type('L')
  for (const page of [ann, bob]) {
    await button(page, part, 'Commencer à rédiger').waitFor({ state: 'detached' })
  }
  for (const page of [ann, bob, reader]) {
    // A caret stands between two word joiners.
    const words = async () => (await shownText(page, part).innerText()).replaceAll('\u2060', '')
    await expect.poll(async () => (await words()).trim()).toBe('L')
  }
  await untilState(bob, 'Enregistré')
})

test('axe finds nothing around the parts, and they fit every width', async () => {
  const page = await openAnn()
  await emptySteering(page)
  await page.getByText('Aide à la rédaction').first().click()
  await partOf(page, parts.framework).getByRole('checkbox').first().waitFor()
  await button(page, parts.framework, complete).click()
  await button(page, parts.framework, 'Revenir sur la déclaration').waitFor()
  await button(page, steering, complete).click()
  await page.getByRole('button', { name: 'Déclarer quand même' }).waitFor()
  await untilState(page, 'Enregistré')
  await expectNoAxeViolationsInEitherLook(page, '#partie-1, #partie-2')
  await expectToFitEveryWidth(page)
})
