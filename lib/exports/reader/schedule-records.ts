import {
  active,
  type Communication,
  type Cycle,
  type Meeting,
  type Milestone,
} from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import { homeSection, isShownIn, type SectionBlock } from '#lib/domain/views/record-place.ts'
import { count, duration, number, time } from '#lib/i18n/format.ts'
import { type Html, type HtmlValue, html, joined, nothing } from '../html.ts'
import { day, period } from './french.ts'
import { label, partAnchor, type ReaderView } from './reader-view.ts'
import { namesOf, type StateMark, stateWords } from './record-entry.ts'
import { recordTable } from './record-table.ts'
import { anchorIn } from './steering-records.ts'

export function milestones(view: ReaderView): Html {
  return recordTable({
    caption: 'Étapes de l’année',
    columns: [
      { label: 'Étape', cell: ({ title }) => title },
      { label: 'Date', cell: ({ date }) => day(date) },
      { label: 'Nature', cell: ({ kind }) => label('milestoneKind', kind) },
      { label: 'Responsables', cell: ({ ownerIds }) => namesOf(view, ownerIds) },
      { label: 'État', cell: (milestone) => milestoneState(view, milestone) },
    ],
    items: active(view.project.milestones),
    anchorOf: anchorIn(view),
  })
}

function milestoneState({ refDate }: ReaderView, { date, doneDate }: Milestone): Html {
  if (doneDate !== null) return stateWords('done', 'Réalisée')
  if (date !== null && date < refDate) return stateWords('late', 'À confirmer')
  return stateWords('planned', 'Prévue')
}

export function cycles(view: ReaderView): Html {
  return recordTable({
    caption: 'Cycles de l’année',
    columns: [
      { label: 'Cycle', cell: (cycle) => cycle.label },
      { label: 'Dates', cell: ({ startDate, endDate }) => period(startDate, endDate) },
      { label: 'État', cell: (cycle) => cycleState(view, cycle) },
    ],
    items: active(view.project.cycles),
    anchorOf: anchorIn(view),
  })
}

function cycleState({ refDate }: ReaderView, { startDate, endDate }: Cycle): Html {
  if (startDate === null || endDate === null) return nothing
  if (refDate < startDate) return stateWords('planned', 'À venir')
  if (refDate > endDate) return stateWords('done', 'Terminé')
  return stateWords('ongoing', 'En cours')
}

const meetingMarks: Record<NonNullable<Meeting['status']>, StateMark> = {
  planned: 'planned',
  held: 'done',
  postponed: 'changed',
  cancelled: 'stopped',
}

/** The meetings of which this part is the home, and where the others are. */
export function meetings(
  view: ReaderView,
  { block, sectionId }: { block: SectionBlock; sectionId: string },
): Html {
  const shown = active(view.project.meetings).filter((meeting) => isShownIn(block, meeting))
  const own = shown.filter((meeting) => homeOf(meeting) === sectionId)
  const table = recordTable({
    caption: block.label,
    columns: [
      {
        label: 'Réunion',
        cell: ({ title, body }) =>
          joined(
            [title, html`<span class="note">${label('meetingBody', body)}</span>`],
            html`<br>`,
          ),
      },
      { label: 'Date', cell: whenOf },
      { label: 'Présents', cell: attendance, isNumber: true },
      { label: 'Ordre du jour', cell: ({ agenda }) => agenda },
      { label: 'Relevé', cell: outcomeOf },
      {
        label: 'État',
        cell: ({ status }) =>
          stateWords(meetingMarks[status ?? 'planned'], label('meetingStatus', status)),
      },
    ],
    items: own,
    anchorOf: anchorIn(view),
  })
  return html`${table}${elsewhere(
    view,
    shown.filter((meeting) => !own.includes(meeting)),
  )}`
}

function homeOf(meeting: Meeting): string | undefined {
  return homeSection(template, 'meeting', meeting)
}

function elsewhere(view: ReaderView, others: readonly Meeting[]): Html {
  const [first] = others
  const part = first && view.partNumbers.get(homeOf(first) ?? '')
  if (part === undefined) return nothing
  return html`<p class="note">${count(others.length, 'autre réunion', 'autres réunions')} sur le projet\u00A0: voir la <a href="#${partAnchor(part)}">partie\u00A0${part}</a>.</p>`
}

/** « 11 juin 2026 », then « 16 h 30, durée 1 h 30 ». */
function whenOf({ date, startTime, durationMinutes }: Meeting): HtmlValue {
  const start = /^\d{1,2}:\d{2}$/.test(startTime) ? time(startTime) : startTime
  const length = durationMinutes !== null && `durée\u00A0${duration(durationMinutes)}`
  const hour = joined([start, length], ', ')
  return joined(
    [day(date), hour.isEmpty ? null : html`<span class="note">${hour}</span>`],
    html`<br>`,
  )
}

function attendance({ presentCount, invitedCount }: Meeting): HtmlValue {
  if (presentCount === null) return null
  const present = number(presentCount)
  return invitedCount === null ? present : `${present} sur\u00A0${number(invitedCount)}`
}

/** « Vote : projet adopté (18 pour, 2 abstentions) ». */
function outcomeOf({ act, outcome, votes }: Meeting): HtmlValue {
  const cast = joined(
    [
      votes.for !== null && `${number(votes.for)} pour`,
      votes.against !== null && `${number(votes.against)} contre`,
      votes.abstention !== null && count(votes.abstention, 'abstention'),
    ],
    ', ',
  )
  const nature = label('meetingAct', act)
  return joined([nature && html`<strong>${nature}</strong>`, outcome, cast], html`<br>`)
}

const communicationMarks: Record<NonNullable<Communication['status']>, StateMark> = {
  planned: 'planned',
  done: 'done',
  cancelled: 'stopped',
}

export function communications(view: ReaderView): Html {
  return recordTable({
    caption: 'Plan de communication',
    columns: [
      { label: 'Message', cell: ({ message }) => message },
      { label: 'Pour', cell: ({ audience }) => label('audience', audience) },
      { label: 'Canal', cell: ({ channel }) => label('channel', channel) },
      { label: 'Date', cell: ({ date }) => day(date) },
      { label: 'Responsables', cell: ({ ownerIds }) => namesOf(view, ownerIds) },
      {
        label: 'État',
        cell: ({ status }) =>
          stateWords(communicationMarks[status ?? 'planned'], label('communicationStatus', status)),
      },
    ],
    items: active(view.project.communications),
  })
}
