import { expect, test } from 'vitest'
import { hours, meanQuantity, measured } from '#lib/i18n/quantity.ts'

test.each([
  [65.5, 'percent', '65,5\u00A0%'],
  [9.4, 'score20', '9,4/20'],
  [2, 'level4', '2,0 sur\u00A04'],
  [1250, 'count', '1\u202F250'],
  [1, 'points', '1\u00A0point'],
  [3, 'points', '3\u00A0points'],
  [12, 'hours', '12\u00A0h'],
  [7, null, '7'],
] as const)('%d in %s is written « %s »', (value, unit, text) => {
  expect(measured(value, unit)).toBe(text)
})

test.each([
  [390, 'h', '390\u00A0h'],
  [1250.5, 'eur', '1\u202F250,5\u00A0€'],
  [1, 'room', '1\u00A0salle'],
  [2, 'person', '2\u00A0personnes'],
  [4, 'session', '4\u00A0séances'],
  [2, 'item', '2\u00A0unités'],
  [8, null, '8'],
] as const)('a mean of %d %s is written « %s »', (value, unit, text) => {
  expect(meanQuantity(value, unit)).toBe(text)
})

test('hours keep their decimals', () => {
  expect(hours(1.5)).toBe('1,5\u00A0h')
})
