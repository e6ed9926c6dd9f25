import { expect, test } from 'vitest'
import { academies, holidayZone } from '#lib/domain/academy.ts'

test('every academy of the three zones and of the islands is listed once', () => {
  expect(new Set(academies).size).toBe(30)
  expect(academies).toEqual(academies.toSorted((left, right) => left.localeCompare(right, 'fr')))
})

test('an academy tells its holiday zone, or none where it has its own calendar', () => {
  expect(holidayZone('Dijon')).toBe('A')
  expect(holidayZone('Nantes')).toBe('B')
  expect(holidayZone('Paris')).toBe('C')
  expect(holidayZone('La Réunion')).toBeNull()
  expect(holidayZone('Atlantide')).toBeNull()
})
