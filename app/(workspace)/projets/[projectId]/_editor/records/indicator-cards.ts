import { active, type Indicator, type Measurement } from '#lib/domain/record.ts'
import { indicatorPlaces } from '#lib/domain/views/indicator-scale.ts'
import { type IndicatorState, indicatorState } from '#lib/domain/views/indicator-state.ts'
import { count, number, percent, shortDate } from '#lib/i18n/format.ts'
import { measured } from '#lib/i18n/quantity.ts'
import {
  type Card,
  type CardGroup,
  type CardMeasurement,
  type CardState,
  type CardTrack,
  card,
  cardAnchor,
} from './card.ts'
import { amount, day, fact, facts, words } from './card-facts.ts'
import { kindOf, label, linked, type RecordsView, titled } from './records-view.ts'

export function indicatorGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.indicators).map((indicator) => indicatorCard(view, indicator))
  return {
    id: 'indicator',
    title: 'Indicateurs',
    count: count(cards.length, 'indicateur'),
    look: 'cards',
    facts: [],
    cards,
  }
}

/** Départ, mesuré, cible: each in words, and at its place on the line. */
export function indicatorTrack(view: RecordsView, indicator: Indicator): CardTrack {
  const { last } = indicatorState(indicator, view.refDate)
  const places = indicatorPlaces(indicator, last)
  const write = (value: number | null, otherwise: string) =>
    value === null ? otherwise : measured(value, indicator.unit)
  return {
    id: indicator.id,
    indicator: null,
    start: { text: write(indicator.baseline.value, '—'), at: places.baseline },
    last: { text: write(last?.value ?? null, 'à mesurer'), at: places.last },
    target: { text: write(indicator.target.value, '—'), at: places.target },
  }
}

function indicatorCard(view: RecordsView, indicator: Indicator): Card {
  const state = indicatorState(indicator, view.refDate)
  return card({
    id: indicator.id,
    anchor: cardAnchor(indicator.id),
    code: view.codes.get(indicator.id) ?? null,
    kind: kindOf('Indicateur', label('indicatorKind', indicator.kind)),
    name: titled(indicator.title),
    state: stateWords(indicator, state, view.refDate),
    tracks: [indicatorTrack(view, indicator)],
    facts: facts(
      fact('Objectifs mesurés', linked(view, indicator.goalIds), 'full'),
      fact('Évolution attendue', words(label('indicatorDirection', indicator.direction))),
      fact('Échéance', day(indicator.dueDate)),
      fact(
        'Chemin parcouru',
        amount(state.progress, (share) => percent(share * 100)),
      ),
    ),
    details: facts(
      fact('Source', words(indicator.source), 'half'),
      fact('Responsables', linked(view, indicator.ownerIds), 'half'),
      fact('Méthode', words(indicator.method), 'full'),
    ),
    measurements: valuesOf(indicator),
  })
}

function stateWords(
  { dueDate }: Indicator,
  { last, reached, late }: IndicatorState,
  refDate: string,
): CardState {
  if (reached === true) return { mark: 'done', label: 'Cible atteinte' }
  if (late) return { mark: 'late', label: 'Mesure attendue' }
  if (last === null) return { mark: 'planned', label: 'À mesurer' }
  const isOver = dueDate !== null && refDate > dueDate
  if (reached === false && isOver) return { mark: 'changed', label: 'Cible non atteinte' }
  return { mark: 'ongoing', label: 'En cours' }
}

/** The baseline, the measurements by date, and the target. */
function valuesOf(indicator: Indicator): CardMeasurement[] {
  const { baseline, target, dueDate, measurements, id } = indicator
  const known = active(measurements).toSorted((a, b) => order(a) - order(b))
  return [
    row(indicator, { ...nothing, id: `${id}-start`, ...baseline, note: 'départ' }),
    ...known.map((measurement) => row(indicator, { ...measurement, note: '' })),
    row(indicator, {
      ...nothing,
      id: `${id}-target`,
      date: dueDate,
      value: target.value,
      note: 'cible',
    }),
  ].filter(({ note, value }) => note === '' || value !== '—')
}

const nothing = { sampleSize: null, comment: '' }

/** A measurement without a date comes after the others. */
function order({ date }: Measurement): number {
  return date === null ? Number.MAX_SAFE_INTEGER : Date.parse(date)
}

function row(
  { unit }: Indicator,
  item: Omit<Measurement, 'archivedAt'> & { note: string },
): CardMeasurement {
  return {
    id: item.id,
    date: item.date,
    dateText: item.date === null ? '—' : shortDate(item.date),
    note: item.note,
    value: item.value === null ? '—' : measured(item.value, unit),
    sample: item.sampleSize === null ? '—' : number(item.sampleSize),
    comment: item.comment,
  }
}
