import { active, type Evidence, type Need } from '#lib/domain/record.ts'
import { type GoalChain, needChains } from '#lib/domain/views/chain.ts'
import { count, date } from '#lib/i18n/format.ts'
import { measured } from '#lib/i18n/quantity.ts'
import { actionState } from './action-cards.ts'
import { type Card, type CardGroup, type CardMark, card, cardAnchor } from './card.ts'
import { amount, day, fact, facts, listed, period, words } from './card-facts.ts'
import { goalState } from './goal-cards.ts'
import { indicatorTrack } from './indicator-cards.ts'
import { label, labels, linked, type RecordsView, titled } from './records-view.ts'

const marks: Record<NonNullable<Need['status']>, CardMark> = {
  open: 'ongoing',
  met: 'done',
  'carried-over': 'changed',
  closed: 'stopped',
}

/** Each need, and under it what answers it: goals with their indicators, then actions. */
export function needGroup(view: RecordsView): CardGroup {
  const chains = needChains(view.project)
  const cards = chains.map(({ need, goals }) => ({
    ...needCard(view, need),
    children: goals.map((chain) => goalMention(view, chain)),
  }))
  const goals = new Set(chains.flatMap((chain) => chain.goals.map(({ goal }) => goal.id)))
  const actions = new Set(
    chains.flatMap((chain) => chain.goals.flatMap((goal) => goal.actions.map(({ id }) => id))),
  )
  return {
    id: 'need',
    title: 'Besoins, objectifs, actions',
    count: [
      count(cards.length, 'besoin'),
      count(goals.size, 'objectif'),
      count(actions.size, 'action'),
    ].join(' · '),
    look: 'cards',
    facts: [],
    cards,
  }
}

function needCard(view: RecordsView, need: Need): Card {
  const { baseline, status } = need
  return card({
    id: need.id,
    anchor: cardAnchor(need.id),
    code: view.codes.get(need.id) ?? null,
    kind: 'Besoin',
    name: titled(need.title),
    text: need.description,
    state: status === null ? null : { mark: marks[status], label: label('needStatus', status) },
    facts: facts(
      fact('Situation initiale', words(baseline.statement), 'full'),
      fact(
        'Valeur',
        amount(baseline.value, (value) => measured(value, baseline.unit)),
      ),
      fact('Constat du', day(baseline.date)),
      fact('Priorité', amount(need.priority, String)),
    ),
    details: facts(
      fact('Sources', active(need.evidence).flatMap(evidenceWords), 'full'),
      fact('Niveaux', listed(labels('level', need.levels)), 'half'),
      fact('Disciplines', listed(need.disciplines), 'half'),
      fact('Classes et groupes', linked(view, need.groupIds), 'half'),
      fact('Né de la régulation', linked(view, [need.originRegulationId]), 'half'),
    ),
  })
}

function evidenceWords({ source, date: on, sampleSize, finding }: Evidence) {
  const origin = [
    source,
    on === null ? '' : date(on),
    sampleSize === null ? '' : count(sampleSize, 'élève'),
  ]
  const said = origin.filter((part) => part !== '').join(', ')
  return words([said, finding].filter((part) => part !== '').join('\u00A0: '))
}

function goalMention(view: RecordsView, { goal, actions, indicators }: GoalChain): Card {
  return card({
    id: goal.id,
    refersTo: cardAnchor(goal.id),
    code: view.codes.get(goal.id) ?? null,
    kind: 'Objectif',
    name: titled(goal.title),
    text: goal.statement,
    state: goalState(goal),
    tracks: indicators.map((indicator) => ({
      ...indicatorTrack(view, indicator),
      indicator: linked(view, [indicator.id])[0] ?? null,
    })),
    children: actions.map((action) =>
      card({
        id: action.id,
        refersTo: cardAnchor(action.id),
        code: view.codes.get(action.id) ?? null,
        kind: 'Action',
        name: titled(action.title),
        state: actionState(action),
        facts: facts(
          fact('Responsables', linked(view, action.ownerIds), 'half'),
          fact('Dates', period(action.startDate, action.endDate), 'half'),
        ),
      }),
    ),
  })
}
