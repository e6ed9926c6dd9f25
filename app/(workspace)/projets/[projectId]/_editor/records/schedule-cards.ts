import { active, type Cycle, type Milestone } from '#lib/domain/record.ts'
import { count } from '#lib/i18n/format.ts'
import { type Card, type CardGroup, type CardState, card, cardAnchor } from './card.ts'
import { day, fact, facts, period } from './card-facts.ts'
import { kindOf, label, linked, type RecordsView, titled } from './records-view.ts'

export function milestoneGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.milestones).map((each) => milestoneCard(view, each))
  return {
    id: 'milestone',
    title: 'Étapes',
    count: count(cards.length, 'étape'),
    look: 'rows',
    facts: [],
    cards,
  }
}

function milestoneCard(view: RecordsView, milestone: Milestone): Card {
  const { date, doneDate } = milestone
  return card({
    id: milestone.id,
    anchor: cardAnchor(milestone.id),
    kind: kindOf('Étape', label('milestoneKind', milestone.kind)),
    name: titled(milestone.title),
    state: milestoneState(milestone, view.refDate),
    facts: facts(
      fact('Date', day(date)),
      fact('Réalisée le', doneDate === date ? [] : day(doneDate)),
      fact('Cycle', linked(view, [milestone.cycleId])),
      fact('Responsables', linked(view, milestone.ownerIds)),
    ),
  })
}

function milestoneState({ date, doneDate }: Milestone, refDate: string): CardState {
  if (doneDate !== null) return { mark: 'done', label: 'Réalisée' }
  if (date !== null && date < refDate) return { mark: 'late', label: 'À confirmer' }
  return { mark: 'planned', label: 'Prévue' }
}

export function cycleGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.cycles).map((cycle) => cycleCard(cycle, view.refDate))
  return {
    id: 'cycle',
    title: 'Cycles de l’année',
    count: count(cards.length, 'cycle'),
    look: 'rows',
    facts: [],
    cards,
  }
}

function cycleCard(cycle: Cycle, refDate: string): Card {
  return card({
    id: cycle.id,
    anchor: cardAnchor(cycle.id),
    kind: 'Cycle',
    name: titled(cycle.label),
    state: cycleState(cycle, refDate),
    facts: facts(fact('Dates', period(cycle.startDate, cycle.endDate))),
  })
}

function cycleState({ startDate, endDate }: Cycle, refDate: string): CardState | null {
  if (startDate === null || endDate === null) return null
  if (refDate < startDate) return { mark: 'planned', label: 'À venir' }
  if (refDate > endDate) return { mark: 'done', label: 'Terminé' }
  return { mark: 'ongoing', label: 'En cours' }
}
