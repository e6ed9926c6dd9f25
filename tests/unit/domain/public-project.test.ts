import { expect, test } from 'vitest'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { demoProject } from '#lib/domain/demo.ts'
import type { SectionId } from '#lib/domain/ids.ts'
import type { Project } from '#lib/domain/project.ts'
import { publicProject } from '#lib/domain/public-project.ts'

const archivedAt = '2027-01-05T10:00:00.000Z'

/** First and last names, as the demo's people are called « Mme Solène Vaucourtois ». */
const names = demoProject.actors
  .filter(({ displayName }) => /^(M\.|Mme)\s/.test(displayName))
  .flatMap(({ displayName }) => displayName.split(/\s/).slice(1))

/** As a word of its own: « Inès » without its accent is in « semaines ». */
function isIn(text: string, name: string): boolean {
  return new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u').test(text)
}

/** As an id would spell it. */
function plain(name: string): string {
  return name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
}

function withText(project: Project, inline: Project['sections'][number]['content']): Project {
  const [first, ...rest] = project.sections
  if (first === undefined) throw new Error('the demo has parts')
  return { ...project, sections: [{ ...first, content: inline }, ...rest] }
}

function mention(
  id: string,
  label: string,
  entity: string,
): Project['sections'][number]['content'] {
  const inline = [{ type: 'mention' as const, id, label, entity }]
  return [{ type: 'paragraph', kind: null, indent: 0, checked: false, inline }]
}

test('nobody who did not ask for it is named anywhere, be it in an id', () => {
  const text = canonicalJson(publicProject(demoProject)).toLowerCase()
  expect(names).toHaveLength(2 * 13)
  expect(names.filter((name) => isIn(text, name.toLowerCase()))).toEqual([])
  expect(names.filter((name) => isIn(text, plain(name)))).toEqual([])
  expect(text).toContain('professeure de physique-chimie')
})

test('whoever chose to be named is, in mentions too', () => {
  const actors = demoProject.actors.map((actor) =>
    actor.id === 'act-castagnier' ? { ...actor, publicDisplay: 'name' as const } : actor,
  )
  const mentioned = mention('act-castagnier', 'Mme Yuna Castagnier', 'actor')
  const shown = publicProject(withText({ ...demoProject, actors }, mentioned))
  expect(shown.actors.map(({ displayName }) => displayName)).toContain('Mme\u00A0Yuna Castagnier')
  expect(JSON.stringify(shown.sections[0])).toContain('"label":"Mme\u00A0Yuna Castagnier"')
})

test('a mention of a person says the function; of an unknown account, nothing of who it is', () => {
  const accountId = 'b3f1c9e0-0000-4000-8000-000000000001'
  const actors = demoProject.actors.map((actor) =>
    actor.id === 'act-griveaudin' ? { ...actor, accountId: accountId as never } : actor,
  )
  const project = { ...demoProject, actors }
  const shownOf = (id: string, label: string) =>
    JSON.stringify(publicProject(withText(project, mention(id, label, 'actor'))).sections[0])
  expect(shownOf('act-griveaudin', 'M. Anatole Griveaudin')).toContain('Référent des ateliers')
  expect(shownOf(accountId, 'Anatole Griveaudin')).toContain('Référent des ateliers')
  expect(shownOf('somebody', 'Camille Fontbrune')).toContain('"text":"Membre de l’équipe"')
  for (const id of ['act-griveaudin', accountId, 'somebody']) {
    expect(shownOf(id, 'Anatole Fontbrune')).not.toMatch(/Anatole|Fontbrune/)
  }
  expect(JSON.stringify(publicProject(project))).not.toContain(accountId)
})

test('what is archived is left out at every depth, and no link leads to it', () => {
  const [need, ...needs] = demoProject.needs
  const [indicator, ...indicators] = demoProject.indicators
  const [cycle, ...cycles] = demoProject.cycles
  if (!need || !indicator || !cycle) throw new Error('the demo has them')
  const [measurement, ...measurements] = indicator.measurements
  if (!measurement) throw new Error('the first indicator was measured')
  const archived: Project = {
    ...demoProject,
    needs: [{ ...need, archivedAt }, ...needs],
    cycles: [{ ...cycle, archivedAt }, ...cycles],
    indicators: [
      { ...indicator, measurements: [{ ...measurement, archivedAt }, ...measurements] },
      ...indicators,
    ],
  }
  const shown = publicProject(withText(archived, mention(need.id, 'Lire une consigne', 'need')))
  expect(shown.needs).toHaveLength(needs.length)
  expect(shown.indicators[0]?.measurements).toHaveLength(measurements.length)
  expect(JSON.stringify(shown)).not.toContain(`"${need.id}"`)
  expect(JSON.stringify(shown)).not.toContain(`"${cycle.id}"`)
  expect(demoProject.actions.some(({ cycleId }) => cycleId === cycle.id)).toBe(true)
  expect(shown.sections[0]?.content).toMatchObject([
    { inline: [{ type: 'text', text: 'Lire une consigne', marks: [] }] },
  ])
})

test('links between what is left lead where they led, and statuses stay', () => {
  const shown = publicProject(demoProject)
  const place = new Map(demoProject.actors.map(({ id }, index) => [id, `personne-${index + 1}`]))
  expect(shown.actions.map(({ status }) => status)).toEqual(
    demoProject.actions.map(({ status }) => status),
  )
  expect(shown.actions.map(({ goalIds }) => goalIds)).toEqual(
    demoProject.actions.map(({ goalIds }) => goalIds),
  )
  for (const [index, { ownerIds }] of shown.actions.entries()) {
    const before = demoProject.actions[index]?.ownerIds ?? []
    expect(new Set(ownerIds)).toEqual(new Set(before.map((id) => place.get(id))))
    expect(ownerIds).toEqual([...ownerIds].sort())
  }
  expect(shown.sections.map(({ id }) => id)).toEqual(
    demoProject.sections.map(({ id }): SectionId => id),
  )
})

test('the project that it is made from stays as it was', () => {
  const before = canonicalJson(demoProject)
  publicProject(demoProject)
  expect(canonicalJson(demoProject)).toBe(before)
})
