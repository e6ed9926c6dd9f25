import type { EnumId } from '#lib/domain/enums.ts'
import { count, number, percent } from './format.ts'

const NBSP = '\u00A0'

/** A value of an indicator or of a need, with its unit: « 65,5 % », « 9,4/20 », « 2,9 sur 4 ». */
export function measured(value: number, unit: EnumId<'unit'> | null): string {
  switch (unit) {
    case 'percent':
      return percent(value, 1)
    case 'score20':
      return `${number(value)}/20`
    case 'level4':
      return `${oneDecimal.format(value)} sur${NBSP}4`
    case 'points':
      return count(value, 'point')
    case 'hours':
      return hours(value)
    case 'count':
    case null:
      return number(value)
  }
}

/** A quantity of a mean: « 390 h », « 1 250 € », « 2 salles ». */
export function meanQuantity(value: number, unit: EnumId<'meanUnit'> | null): string {
  switch (unit) {
    case 'h':
      return hours(value)
    case 'eur':
      return `${number(value)}${NBSP}€`
    case 'room':
      return count(value, 'salle')
    case 'person':
      return count(value, 'personne')
    case 'session':
      return count(value, 'séance')
    case 'item':
      return count(value, 'unité')
    case null:
      return number(value)
  }
}

/** « 10 h », « 1,5 h ». */
export function hours(value: number): string {
  return `${number(value)}${NBSP}h`
}

/** Levels are compared with one another: 2 is written « 2,0 » beside 2,9. */
const oneDecimal = new Intl.NumberFormat('fr-FR', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})
