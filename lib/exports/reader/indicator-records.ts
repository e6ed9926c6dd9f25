import { active, type Indicator, type Measurement } from '#lib/domain/record.ts'
import { indicatorPlaces } from '#lib/domain/views/indicator-scale.ts'
import { indicatorState } from '#lib/domain/views/indicator-state.ts'
import { number } from '#lib/i18n/format.ts'
import { measured } from '#lib/i18n/quantity.ts'
import { type Html, type HtmlValue, html, joined, nothing } from '../html.ts'
import { day } from './french.ts'
import { label, type ReaderView } from './reader-view.ts'
import { namesOf, recordEntry, refer, stateWords } from './record-entry.ts'
import { recordTable } from './record-table.ts'

export function indicators(view: ReaderView): Html {
  return html`${active(view.project.indicators).map((indicator) => indicatorEntry(view, indicator))}`
}

function indicatorEntry(view: ReaderView, indicator: Indicator): Html {
  const { last } = indicatorState(indicator, view.refDate)
  return recordEntry({
    record: view.records.get(indicator.id),
    state: reachedWords(view, indicator),
    text: track(indicator, last),
    facts: [
      ['Départ', valueOn(indicator, indicator.baseline)],
      ['Dernière mesure', last === null ? 'À mesurer' : valueOn(indicator, last)],
      ['Cible', valueOn(indicator, { ...indicator.target, date: indicator.dueDate })],
      ['Objectifs', refer(view, indicator.goalIds)],
      ['Source', joined([indicator.source, indicator.method], html`<br>`)],
      ['Responsables', namesOf(view, indicator.ownerIds)],
    ],
    after: measures(view, indicator),
  })
}

function reachedWords({ refDate }: ReaderView, indicator: Indicator): Html {
  const { last, reached, late } = indicatorState(indicator, refDate)
  if (reached === true) return stateWords('done', 'Cible atteinte')
  if (late) return stateWords('late', 'Mesure attendue')
  if (last === null) return stateWords('planned', 'À mesurer')
  const isOver = indicator.dueDate !== null && refDate > indicator.dueDate
  return isOver && reached === false
    ? stateWords('changed', 'Cible non atteinte')
    : stateWords('ongoing', 'En cours')
}

/** « 66 %, 21 janvier 2027 ». */
function valueOn(
  { unit }: Indicator,
  { value, date }: { value: number | null; date: string | null },
): HtmlValue {
  if (value === null) return null
  return joined([html`<strong>${measured(value, unit)}</strong>`, day(date)], ', ')
}

const width = 320
const edge = 8

/** The way from the baseline to the target. Hidden from who hears the page: the words say it all. */
function track(indicator: Indicator, last: Measurement | null): Html {
  const places = indicatorPlaces(indicator, last)
  const [from, to, aim] = [places.baseline, places.last, places.target].map(across)
  if (from === undefined || to === undefined || aim === undefined) return nothing
  return html`<svg class="track" viewBox="0 0 ${width} 20" aria-hidden="true"><path class="track-line" d="M${edge} 10H${width - edge}"/><path class="track-way" d="M${from} 10H${to}"/><path class="track-start" d="M${from} 3V17"/><path class="track-target" d="M${aim} 3l7 7-7 7-7-7z"/><circle class="track-last" cx="${to}" cy="10" r="6"/></svg>`
}

function across(place: number | null): number | undefined {
  return place === null ? undefined : Math.round((edge + place * (width - 2 * edge)) * 10) / 10
}

function measures(view: ReaderView, indicator: Indicator): Html {
  const known = active(indicator.measurements).toSorted((a, b) => order(a) - order(b))
  const name = view.records.get(indicator.id)
  if (known.length === 0) return nothing
  const table = recordTable({
    caption: `Mesures\u00A0: ${name?.code ?? ''} ${name?.name ?? ''}`,
    columns: [
      { label: 'Date', cell: ({ date }) => day(date) },
      {
        label: 'Valeur',
        cell: ({ value }) => (value === null ? '—' : measured(value, indicator.unit)),
        isNumber: true,
      },
      {
        label: 'Effectif',
        cell: ({ sampleSize }) => sampleSize !== null && number(sampleSize),
        isNumber: true,
      },
      { label: 'Commentaire', cell: ({ comment }) => comment },
    ],
    items: known,
  })
  const direction = label('indicatorDirection', indicator.direction).toLowerCase()
  const way = direction === '' ? '' : ` (valeur ${direction})`
  return html`<details><summary>Toutes les mesures${way}</summary>${table}</details>`
}

/** A measurement without a date comes after the others. */
function order({ date }: Measurement): number {
  return date === null ? Number.MAX_SAFE_INTEGER : Date.parse(date)
}
