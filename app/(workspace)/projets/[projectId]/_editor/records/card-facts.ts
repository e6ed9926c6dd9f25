import type { IsoDate } from '#lib/domain/iso-date.ts'
import { date, dateRange } from '#lib/i18n/format.ts'
import type { CardFact, CardValue } from './card.ts'

/** A field of a card, or null when it has nothing to say. */
export function fact(
  label: string,
  values: readonly CardValue[],
  width: CardFact['width'] = 'third',
): CardFact | null {
  return values.length === 0 ? null : { label, values: [...values], width }
}

export function facts(...items: (CardFact | null)[]): CardFact[] {
  return items.filter((item) => item !== null)
}

export function words(text: string | null): CardValue[] {
  return text === null || text.trim() === '' ? [] : [{ type: 'text', text }]
}

/** Several short texts on one line. */
export function listed(texts: readonly string[]): CardValue[] {
  return words(texts.join(', '))
}

export function day(value: IsoDate | null): CardValue[] {
  return value === null ? [] : [{ type: 'date', date: value, text: date(value) }]
}

/** From one day to another, or the one that is known. */
export function period(from: IsoDate | null, to: IsoDate | null): CardValue[] {
  if (from === null || to === null) return day(from ?? to)
  return words(dateRange(from, to))
}

/** A number in words, or nothing. */
export function amount(value: number | null, write: (value: number) => string): CardValue[] {
  return value === null ? [] : words(write(value))
}
