import { active, type CompetencyTarget, type Goal } from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import { actionsOf, indicatorsOf } from '#lib/domain/views/chain.ts'
import { count } from '#lib/i18n/format.ts'
import {
  type Card,
  type CardGroup,
  type CardMark,
  type CardState,
  card,
  cardAnchor,
} from './card.ts'
import { day, fact, facts, words } from './card-facts.ts'
import { label, linked, type RecordsView, titled } from './records-view.ts'

const marks: Record<NonNullable<Goal['attainment']>, CardMark> = {
  'not-assessed': 'planned',
  'not-attained': 'late',
  'partly-attained': 'changed',
  attained: 'done',
}

export function goalState({ attainment }: Goal): CardState | null {
  if (attainment === null) return null
  return { mark: marks[attainment], label: label('goalAttainment', attainment) }
}

export function goalGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.goals).map((goal) => goalCard(view, goal))
  return {
    id: 'goal',
    title: 'Objectifs',
    count: count(cards.length, 'objectif'),
    look: 'cards',
    facts: [],
    cards,
  }
}

function goalCard(view: RecordsView, goal: Goal): Card {
  const { project } = view
  const idsOf = (records: readonly { id: string }[]) => records.map(({ id }) => id)
  return card({
    id: goal.id,
    anchor: cardAnchor(goal.id),
    code: view.codes.get(goal.id) ?? null,
    kind: 'Objectif',
    name: titled(goal.title),
    text: goal.statement,
    state: goalState(goal),
    facts: facts(
      fact('Besoins visés', linked(view, goal.needIds), 'full'),
      fact('Situation initiale', words(goal.initialSituation), 'half'),
      fact('Situation attendue', words(goal.expectedSituation), 'half'),
      fact('Échéance', day(goal.dueDate), 'half'),
      fact('Indicateurs', linked(view, idsOf(indicatorsOf(project, goal.id))), 'full'),
    ),
    details: facts(
      fact('Compétences', active(goal.competencies).flatMap(competencyWords), 'full'),
      fact('Orientations', linked(view, goal.orientationIds), 'full'),
      fact('Actions', linked(view, idsOf(actionsOf(project, goal.id))), 'full'),
      fact('Commentaire', words(goal.attainmentComment), 'full'),
    ),
  })
}

/** « Comprendre le travail attendu — maîtrise satisfaisante, seconde générale et technologique ». */
function competencyWords({ competencyId, masteryLevel, schoolLevel }: CompetencyTarget) {
  const known = template.competencyFrameworks.flatMap(({ items }) => items)
  const name = known.find(({ id }) => id === competencyId)?.label ?? competencyId
  const expected = [label('masteryLevel', masteryLevel), label('level', schoolLevel)]
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toLowerCase() + word.slice(1))
    .join(', ')
  return words(expected === '' ? name : `${name}\u00A0: ${expected}`)
}
