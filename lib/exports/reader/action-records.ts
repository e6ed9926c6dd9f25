import { active, type CommonObject, type ProjectAction } from '#lib/domain/record.ts'
import { count } from '#lib/i18n/format.ts'
import { hours } from '#lib/i18n/quantity.ts'
import { type Html, type HtmlValue, html, joined } from '../html.ts'
import { actionTimeline } from './action-timeline.ts'
import { paragraphs, period } from './french.ts'
import { label, labels, type ReaderView } from './reader-view.ts'
import { namesOf, recordEntry, refer, type StateMark, stateWords } from './record-entry.ts'

const marks: Record<NonNullable<ProjectAction['status']>, StateMark> = {
  planned: 'planned',
  ongoing: 'ongoing',
  done: 'done',
  adjusted: 'changed',
  cancelled: 'stopped',
}

export function actions(view: ReaderView): Html {
  const entries = active(view.project.actions).map((action) => actionEntry(view, action))
  return html`${actionTimeline(view)}${entries}`
}

function actionEntry(view: ReaderView, action: ProjectAction): Html {
  return recordEntry({
    record: view.records.get(action.id),
    state: stateWords(marks[action.status ?? 'planned'], label('actionStatus', action.status)),
    text: paragraphs(action.description),
    facts: [
      ['Ce que font les élèves', action.studentWork],
      ['Objectifs', refer(view, action.goalIds)],
      [
        'Dates',
        joined(
          [period(action.startDate, action.endDate), namesOf(view, [action.cycleId])],
          html`<br>`,
        ),
      ],
      ['Volume', volume(action)],
      ['Pour qui', audience(view, action)],
      ['Responsables', namesOf(view, action.ownerIds)],
      ['Suivi', action.statusComment],
    ],
    more: [
      ['Équipe', namesOf(view, action.teamIds)],
      ['Type', label('actionType', action.type)],
      ['Disciplines', action.disciplines.join(', ')],
      ['Moyens', refer(view, action.meanIds)],
      ['Vient après', refer(view, action.predecessorIds)],
      ['Née de la régulation', refer(view, [action.originRegulationId])],
    ],
  })
}

/** « 8 séances, 8 h par élève, 48 h pour l’équipe ». */
function volume({ sessionCount, hoursPerStudent, teacherHours }: ProjectAction): HtmlValue {
  return joined(
    [
      sessionCount !== null && count(sessionCount, 'séance'),
      hoursPerStudent !== null && `${hours(hoursPerStudent)} par élève`,
      teacherHours !== null && `${hours(teacherHours)} pour l’équipe`,
    ],
    ', ',
  )
}

function audience(view: ReaderView, action: ProjectAction): HtmlValue {
  const groups = namesOf(view, action.groupIds)
  const pupils = action.studentCount === null ? '' : count(action.studentCount, 'élève')
  return joined([groups || labels('level', action.levels), pupils], ', ')
}

export function commonObjects(view: ReaderView): Html {
  return html`${active(view.project.commonObjects).map((object) => commonObjectEntry(view, object))}`
}

function commonObjectEntry(view: ReaderView, object: CommonObject): Html {
  return recordEntry({
    record: view.records.get(object.id),
    state: null,
    text: paragraphs(object.description),
    facts: [
      ['Disciplines', object.disciplines.join(', ')],
      ['Responsables', namesOf(view, object.ownerIds)],
      ['Ressources', refer(view, object.resourceIds)],
    ],
  })
}
