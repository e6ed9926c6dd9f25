import { expect, test } from 'vitest'
import type { Card } from '#app/(workspace)/projets/[projectId]/_editor/records/card.ts'
import {
  type PartCards,
  partCards,
} from '#app/(workspace)/projets/[projectId]/_editor/records/part-cards.ts'
import { demoAsOf, demoProject } from '#lib/domain/demo.ts'
import type { Project } from '#lib/domain/project.ts'
import { template } from '#lib/domain/template.ts'

const sectionIds = template.sections.map(({ id }) => id)
const archivedAt = '2027-01-01T08:00:00.000Z'

function cardsOf(project: Project = demoProject): PartCards['groups'] {
  return partCards(project, { refDate: demoAsOf, sectionIds }).groups
}

function everyCard(cards: PartCards['groups']): Card[] {
  const below = (card: Card): Card[] => [card, ...card.children.flatMap(below)]
  return Object.values(cards).flatMap((groups) =>
    groups.flatMap((group) => group.cards.flatMap(below)),
  )
}

function cardOf(id: string, project?: Project): Card {
  const found = everyCard(cardsOf(project)).find((card) => card.anchor === `fiche-${id}`)
  if (!found) throw new Error(`no card of ${id}`)
  return found
}

function said(card: Card, label: string): string[] {
  const fact = [...card.facts, ...card.details].find((each) => each.label === label)
  return fact?.values.map(({ text }) => text) ?? []
}

test('every part of the demo shows the records that the template writes there', () => {
  const cards = cardsOf()
  for (const { id, blocks } of template.sections) {
    const own = blocks.filter(({ embeddedIn }) => embeddedIn === undefined)
    expect(cards[id]?.length, id).toBe(own.length)
  }
})

test('a record has one card, and each link leads to one', () => {
  const cards = everyCard(cardsOf())
  const anchors = cards.flatMap(({ anchor }) => anchor ?? [])
  expect(new Set(anchors).size).toBe(anchors.length)
  const mentions = cards.flatMap(({ refersTo }) => refersTo ?? [])
  const links = cards.flatMap(({ facts, details, decisions }) =>
    [...facts, ...details, ...decisions.flatMap((decision) => decision.facts)]
      .flatMap(({ values }) => values)
      .flatMap((value) => (value.type === 'record' ? [value.to] : [])),
  )
  expect(links.length).toBeGreaterThan(100)
  expect(mentions.length).toBeGreaterThan(15)
  for (const target of [...mentions, ...links]) expect(anchors).toContain(target)
})

test('under each need are its goals, and under each goal its actions', () => {
  const need = cardOf('need-1')
  expect(need.code).toBe('B1')
  expect(need.children.map(({ code, refersTo }) => [code, refersTo])).toEqual([
    ['O1', 'fiche-goal-1'],
    ['O2', 'fiche-goal-2'],
  ])
  expect(need.children[0]?.children.map(({ code }) => code)).toEqual(['A1', 'A8'])
})

test('values are in words, and labels are the template’s', () => {
  const action = cardOf('action-1')
  expect(action.kind).toBe('Action · Aide méthodologique')
  expect(action.state).toEqual({ mark: 'changed', label: 'Ajustée' })
  expect(said(action, 'Dates')).toEqual(['du 14\u00A0septembre 2026 au 18\u00A0décembre 2026'])
  expect(said(action, 'Volume')).toEqual(['8\u00A0h par élève'])
  expect(said(action, 'Effectif')).toEqual(['204\u00A0élèves'])
  expect(said(action, 'Besoins visés')).toEqual(['S’organiser et comprendre le travail attendu'])
  expect(said(cardOf('mean-4'), 'Prévu')).toEqual(['1\u202F250\u00A0€'])
  expect(said(cardOf('mtg-1'), 'Heure')).toEqual(['16\u00A0h\u00A030, durée 1\u00A0h\u00A030'])
})

test('an indicator says where it started, where it is and where it goes', () => {
  const [track] = cardOf('ind-6').tracks
  expect(track).toMatchObject({
    start: { text: '2,0 sur\u00A04' },
    last: { text: '2,9 sur\u00A04' },
    target: { text: '3,0 sur\u00A04' },
  })
  expect(cardOf('ind-6').state?.label).toBe('Cible non atteinte')
  expect(cardOf('ind-1').state?.label).toBe('Cible atteinte')
})

test('the values of an indicator are in the order of their dates, from the baseline on', () => {
  const { measurements } = cardOf('ind-1')
  expect(measurements.map(({ note, value }) => [note, value])).toEqual([
    ['départ', '58\u00A0%'],
    ['', '66\u00A0%'],
    ['', '77\u00A0%'],
    ['cible', '75\u00A0%'],
  ])
})

test('an indicator without a measurement says that it is to be measured', () => {
  const project: Project = {
    ...demoProject,
    indicators: demoProject.indicators.map((indicator) => ({
      ...indicator,
      measurements: [],
      dueDate: '2027-12-31',
    })),
  }
  const card = cardOf('ind-1', project)
  expect(card.tracks[0]?.last).toEqual({ text: 'à mesurer', at: null })
  expect(card.state).toEqual({ mark: 'planned', label: 'À mesurer' })
})

test('a meeting has its card in one part, and is mentioned in the other', () => {
  const cards = cardsOf()
  const steering = cards.steering?.find(({ id }) => id.startsWith('meeting'))
  const monitoring = cards['monitoring-and-coordination']?.[0]
  expect(steering?.cards.find(({ id }) => id === 'mtg-1')?.anchor).toBe('fiche-mtg-1')
  const mention = monitoring?.cards.find(({ id }) => id === 'mtg-1')
  expect([mention?.anchor, mention?.refersTo]).toEqual([null, 'fiche-mtg-1'])
  expect(monitoring?.cards.find(({ id }) => id === 'mtg-7')?.anchor).toBe('fiche-mtg-7')
})

test('an archived record has no card, and nobody speaks of it', () => {
  const project: Project = {
    ...demoProject,
    goals: demoProject.goals.map((goal) => (goal.id === 'goal-1' ? { ...goal, archivedAt } : goal)),
  }
  expect(everyCard(cardsOf(project)).some(({ id }) => id === 'goal-1')).toBe(false)
  expect(said(cardOf('action-1', project), 'Objectifs visés')).toEqual([])
  expect(cardOf('goal-2', project).code).toBe('O1')
})

test('a part whose records nobody wrote has no group', () => {
  const cards = cardsOf({ ...demoProject, orientations: [], communications: [] })
  expect(cards.framework).toEqual([])
  expect(cards.communication).toEqual([])
})

test('a record of a part that the project does not have is named without a link', () => {
  const project: Project = {
    ...demoProject,
    means: demoProject.means.map((mean) => ({ ...mean, agreementResourceId: 'res-4' })),
  }
  const [, ...others] = sectionIds.toReversed()
  const cards = partCards(project, { refDate: demoAsOf, sectionIds: others }).groups
  const mean = everyCard(cards).find(({ id }) => id === 'mean-5')
  const agreement = mean?.facts.find(({ label }) => label === 'Convention')
  expect(agreement?.values).toMatchObject([{ type: 'record', to: null }])
})

test('a record without a title is still called something', () => {
  const project: Project = {
    ...demoProject,
    needs: demoProject.needs.map((need) => ({ ...need, title: '  ' })),
  }
  expect(cardOf('need-1', project).name).toBe('Sans titre')
})
