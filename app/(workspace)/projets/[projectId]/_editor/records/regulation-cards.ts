import { active, type Decision, type Regulation } from '#lib/domain/record.ts'
import { findSection, template } from '#lib/domain/template.ts'
import { count } from '#lib/i18n/format.ts'
import {
  type Card,
  type CardDecision,
  type CardGroup,
  type CardMark,
  type CardValue,
  card,
  cardAnchor,
} from './card.ts'
import { day, fact, facts, words } from './card-facts.ts'
import { label, linked, type RecordsView, regulationName } from './records-view.ts'

const marks: Record<NonNullable<Decision['status']>, CardMark> = {
  planned: 'planned',
  ongoing: 'ongoing',
  done: 'done',
  dropped: 'stopped',
}

export function regulationGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.regulations).map((each) => regulationCard(view, each))
  return {
    id: 'regulation',
    title: 'Décisions de régulation',
    count: count(cards.length, 'régulation'),
    look: 'cards',
    facts: [],
    cards,
  }
}

function regulationCard(view: RecordsView, regulation: Regulation): Card {
  return card({
    id: regulation.id,
    anchor: cardAnchor(regulation.id),
    code: view.codes.get(regulation.id) ?? null,
    kind: 'Régulation',
    name: regulationName(regulation),
    text: regulation.findings,
    decisions: active(regulation.decisions).map((decision) => decisionOf(view, decision)),
    facts: facts(
      fact('Cycle', linked(view, [regulation.cycleId]), 'half'),
      fact('Réunion', linked(view, [regulation.meetingId]), 'half'),
      fact('Ce que cela change au diagnostic', words(regulation.newDiagnosis), 'full'),
    ),
    details: facts(
      fact('Mesures citées', linked(view, regulation.indicatorIds), 'full'),
      fact('Besoins mis à jour', linked(view, regulation.affectedNeedIds), 'full'),
      fact('Actions créées', linked(view, regulation.createdActionIds), 'full'),
    ),
  })
}

function decisionOf(view: RecordsView, decision: Decision): CardDecision {
  const { status } = decision
  return {
    id: decision.id,
    kind: label('regulationDecision', decision.decision),
    statement: decision.statement,
    state: status === null ? null : { mark: marks[status], label: label('decisionStatus', status) },
    facts: facts(
      fact('Porte sur', targetOf(view, decision), 'full'),
      fact('Responsables', linked(view, decision.ownerIds), 'half'),
      fact('Pour le', day(decision.dueDate), 'half'),
    ),
  }
}

function targetOf(view: RecordsView, { targetType, targetId }: Decision): CardValue[] {
  if (targetType !== 'section') return linked(view, [targetId])
  return words(findSection(template, targetId ?? '')?.title ?? null)
}
