import { active, type ProjectAction } from '#lib/domain/record.ts'
import { type Html, type HtmlValue, html, nothing } from '../html.ts'
import { day } from './french.ts'
import { label, type ReaderView } from './reader-view.ts'
import { refer } from './record-entry.ts'
import { recordTable } from './record-table.ts'

type DatedAction = ProjectAction & { startDate: string; endDate: string }

/** Units of the drawing for a month: all months are as wide, whatever their days. */
const monthWidth = 100
const height = 24

/**
 * The actions over the school year, from the first month to the last that the header names. The
 * drawing is hidden from who hears the page: the table under it says the same.
 */
export function actionTimeline(view: ReaderView): Html {
  const { header, calendar, actions } = view.project
  const dated = active(actions).filter(isDated)
  if (header.yearStart === null || header.yearEnd === null || dated.length === 0) return nothing
  const first = monthOf(header.yearStart)
  const months = monthOf(header.yearEnd) - first + 1
  if (months < 1 || months > 24) return nothing
  const year: Year = { first, width: months * monthWidth, holidays: calendar.holidays }
  const letters = Array.from({ length: months }, (_, index) => initials[(first + index) % 12])
  const zone = calendar.zone === '' ? '' : ` de la zone\u00A0${calendar.zone}`
  const off = calendar.holidays.length > 0 && `Bandes grisées\u00A0: vacances${zone}.`
  const planned = dated.some(isPlanned) && ' Contour tireté\u00A0: action prévue.'
  return html`<figure class="timeline"><figcaption><strong>Les actions dans l’année</strong> <span class="note">${off}${planned}</span></figcaption><div class="timeline-drawing" aria-hidden="true"><div class="timeline-months">${letters.map((letter) => html`<span>${letter}</span>`)}</div>${dated.map(
    (action) => row(view, action, year),
  )}</div><details><summary>Voir les dates en tableau</summary>${dates(view, dated)}</details></figure>
`
}

const initials = ['J', 'F', 'M', 'A', 'M', 'J', 'J', 'A', 'S', 'O', 'N', 'D']

type Year = { first: number; width: number; holidays: readonly [string, string][] }

function row({ records }: ReaderView, action: DatedAction, year: Year): Html {
  const record = records.get(action.id)
  const [from, to] = [across(action.startDate, year), across(action.endDate, year)]
  const bands = year.holidays.map(([start, end]) => {
    const left = across(start, year)
    return html`<path class="timeline-off" d="M${left} 0H${across(end, year)}V${height}H${left}z"/>`
  })
  const mark = isPlanned(action) ? 'planned' : 'done'
  return html`<div class="timeline-row"><span><span class="code">${record?.code}</span> ${record?.name}</span><svg viewBox="0 0 ${year.width} ${height}" preserveAspectRatio="none">${bands}<path class="timeline-bar" data-mark="${mark}" d="M${from} 5H${Math.max(to, from + 4)}V19H${from}z"/></svg></div>`
}

function dates(view: ReaderView, items: readonly DatedAction[]): Html {
  return recordTable({
    caption: 'Dates des actions',
    columns: [
      { label: 'Action', cell: ({ id }): HtmlValue => refer(view, [id]) },
      { label: 'Début', cell: ({ startDate }) => day(startDate) },
      { label: 'Fin', cell: ({ endDate }) => day(endDate) },
      { label: 'État', cell: ({ status }) => label('actionStatus', status) },
    ],
    items,
  })
}

function isDated(action: ProjectAction): action is DatedAction {
  return action.startDate !== null && action.endDate !== null
}

function isPlanned({ status }: ProjectAction): boolean {
  return status === null || status === 'planned'
}

/** Months since year 0. */
function monthOf(plainDate: string): number {
  const [year = 0, month = 1] = plainDate.split('-').map(Number)
  return year * 12 + month - 1
}

/** The place of a day on the line, kept on it. */
function across(plainDate: string, { first, width }: Year): number {
  const dayOfMonth = Number(plainDate.slice(8, 10))
  const place = (monthOf(plainDate) - first + (dayOfMonth - 1) / 31) * monthWidth
  return Math.round(Math.min(width, Math.max(0, place)))
}
