import { active, type ProjectAction } from '#lib/domain/record.ts'
import { needsOf } from '#lib/domain/views/chain.ts'
import { count } from '#lib/i18n/format.ts'
import { hours } from '#lib/i18n/quantity.ts'
import {
  type Card,
  type CardFact,
  type CardGroup,
  type CardMark,
  type CardState,
  card,
  cardAnchor,
} from './card.ts'
import { amount, fact, facts, listed, period, words } from './card-facts.ts'
import { kindOf, label, labels, linked, type RecordsView, titled } from './records-view.ts'

const marks: Record<NonNullable<ProjectAction['status']>, CardMark> = {
  planned: 'planned',
  ongoing: 'ongoing',
  done: 'done',
  adjusted: 'changed',
  cancelled: 'stopped',
}

export function actionState({ status }: ProjectAction): CardState | null {
  return status === null ? null : { mark: marks[status], label: label('actionStatus', status) }
}

export function actionGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.actions).map((action) => actionCard(view, action))
  return {
    id: 'action',
    title: 'Actions et séquences',
    count: count(cards.length, 'action'),
    look: 'cards',
    facts: [],
    cards,
  }
}

function actionCard(view: RecordsView, action: ProjectAction): Card {
  const needs = needsOf(view.project, action).map(({ id }) => id)
  return card({
    id: action.id,
    anchor: cardAnchor(action.id),
    code: view.codes.get(action.id) ?? null,
    kind: kindOf('Action', label('actionType', action.type)),
    name: titled(action.title),
    text: action.description,
    state: actionState(action),
    facts: facts(
      fact('Objectifs visés', linked(view, action.goalIds), 'half'),
      fact('Besoins visés', linked(view, needs), 'half'),
      fact('Responsables', linked(view, action.ownerIds)),
      fact('Dates', period(action.startDate, action.endDate)),
      fact(
        'Volume',
        amount(action.hoursPerStudent, (value) => `${hours(value)} par élève`),
      ),
    ),
    details: detailsOf(view, action),
  })
}

function detailsOf(view: RecordsView, action: ProjectAction): CardFact[] {
  return facts(
    fact('Ce que font les élèves', words(action.studentWork), 'full'),
    fact('Équipe', linked(view, action.teamIds), 'half'),
    fact('Disciplines', listed(action.disciplines), 'half'),
    fact('Niveaux', listed(labels('level', action.levels)), 'half'),
    fact('Classes et groupes', linked(view, action.groupIds), 'half'),
    fact('Cycle', linked(view, [action.cycleId]), 'half'),
    fact(
      'Séances',
      amount(action.sessionCount, (value) => count(value, 'séance')),
    ),
    fact('Pour l’équipe', amount(action.teacherHours, hours)),
    fact(
      'Effectif',
      amount(action.studentCount, (value) => count(value, 'élève')),
    ),
    fact('Moyens', linked(view, action.meanIds), 'half'),
    fact('Vient après', linked(view, action.predecessorIds), 'half'),
    fact('Née de la régulation', linked(view, [action.originRegulationId]), 'half'),
    fact('Commentaire de suivi', words(action.statusComment), 'full'),
  )
}
