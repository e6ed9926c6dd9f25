import {
  active,
  type CompetencyTarget,
  type Evidence,
  type Goal,
  type Need,
} from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import { actionsOf, goalsOf, indicatorsOf } from '#lib/domain/views/chain.ts'
import { count } from '#lib/i18n/format.ts'
import { measured } from '#lib/i18n/quantity.ts'
import { type Html, html, joined, nothing } from '../html.ts'
import { day, paragraphs } from './french.ts'
import { label, labels, type ReaderView } from './reader-view.ts'
import {
  namesOf,
  recordEntry,
  refer,
  referInLine,
  type StateMark,
  stateWords,
} from './record-entry.ts'

const needMarks: Record<NonNullable<Need['status']>, StateMark> = {
  open: 'ongoing',
  met: 'done',
  'carried-over': 'changed',
  closed: 'stopped',
}

export function needs(view: ReaderView): Html {
  return html`${active(view.project.needs).map((need) => needEntry(view, need))}`
}

function needEntry(view: ReaderView, need: Need): Html {
  const { baseline } = need
  const value = baseline.value === null ? '' : measured(baseline.value, baseline.unit)
  return recordEntry({
    record: view.records.get(need.id),
    state: stateWords(needMarks[need.status ?? 'open'], label('needStatus', need.status)),
    text: paragraphs(need.description),
    facts: [
      [
        'Situation de départ',
        joined([baseline.statement, joined([value, day(baseline.date)], ', ')], html`<br>`),
      ],
      ['Sources', evidenceList(active(need.evidence))],
      ['Objectifs', refer(view, idsOf(goalsOf(view.project, need.id)))],
    ],
    more: [
      ['Niveaux', labels('level', need.levels)],
      ['Classes et groupes', namesOf(view, need.groupIds)],
      ['Disciplines', need.disciplines.join(', ')],
      ['Né de la régulation', refer(view, [need.originRegulationId])],
    ],
  })
}

function evidenceList(evidence: readonly Evidence[]): Html {
  if (evidence.length === 0) return nothing
  return html`<ul>${evidence.map(({ source, date, sampleSize, finding }) => {
    const sample = sampleSize === null ? '' : count(sampleSize, 'élève')
    const origin = joined([source, day(date), sample], ', ')
    return html`<li>${joined([finding, html`<span class="note">${origin}</span>`], html`<br>`)}</li>`
  })}</ul>`
}

const goalMarks: Record<NonNullable<Goal['attainment']>, StateMark> = {
  'not-assessed': 'planned',
  'not-attained': 'late',
  'partly-attained': 'changed',
  attained: 'done',
}

export function goals(view: ReaderView): Html {
  return html`${active(view.project.goals).map((goal) => goalEntry(view, goal))}`
}

function goalEntry(view: ReaderView, goal: Goal): Html {
  const { project } = view
  const mark = goalMarks[goal.attainment ?? 'not-assessed']
  return recordEntry({
    record: view.records.get(goal.id),
    state: stateWords(mark, label('goalAttainment', goal.attainment)),
    text: paragraphs(goal.statement),
    facts: [
      ['Besoins', refer(view, goal.needIds)],
      ['Au départ', goal.initialSituation],
      ['Attendu', goal.expectedSituation],
      ['Échéance', day(goal.dueDate)],
      ['Bilan', goal.attainmentComment],
      ['Compétences visées', competencyList(active(goal.competencies))],
      ['Actions', refer(view, idsOf(actionsOf(project, goal.id)))],
      ['Indicateurs', referInLine(view, idsOf(indicatorsOf(project, goal.id)))],
      ['Orientations', refer(view, goal.orientationIds)],
    ],
  })
}

/** « Comprendre le travail attendu : maîtrise satisfaisante, seconde générale et technologique ». */
function competencyList(targets: readonly CompetencyTarget[]): Html {
  if (targets.length === 0) return nothing
  const known = template.competencyFrameworks.flatMap(({ items }) => items)
  return html`<ul>${targets.map(({ competencyId, masteryLevel, schoolLevel }) => {
    const name = known.find(({ id }) => id === competencyId)?.label ?? competencyId
    const expected = [label('masteryLevel', masteryLevel), label('level', schoolLevel)]
      .filter((word) => word !== '')
      .map((word) => word.charAt(0).toLowerCase() + word.slice(1))
      .join(', ')
    return html`<li>${joined([name, expected], '\u00A0: ')}</li>`
  })}</ul>`
}

function idsOf(records: readonly { id: string }[]): string[] {
  return records.map(({ id }) => id)
}
