import { expect, test } from 'vitest'
import { demoProject } from '#lib/domain/demo.ts'
import type { Indicator } from '#lib/domain/record.ts'
import { indicatorPlaces } from '#lib/domain/views/indicator-scale.ts'

function indicator(unit: Indicator['unit'], baseline: number | null, target: number | null) {
  const [model] = demoProject.indicators
  if (!model) throw new Error('the demo has indicators')
  return { ...model, unit, baseline: { value: baseline, date: null }, target: { value: target } }
}

function measured(value: number) {
  const [model] = demoProject.indicators.flatMap(({ measurements }) => measurements)
  if (!model) throw new Error('the demo has measurements')
  return { ...model, value }
}

test.each([
  ['percent', 25, 50, 75, { baseline: 0.25, last: 0.5, target: 0.75 }],
  ['score20', 5, 10, 20, { baseline: 0.25, last: 0.5, target: 1 }],
  ['level4', 1, 2.5, 4, { baseline: 0, last: 0.5, target: 1 }],
] as const)('%s has its known ends', (unit, baseline, value, target, places) => {
  expect(indicatorPlaces(indicator(unit, baseline, target), measured(value))).toEqual(places)
})

test('a count goes from 0 to a little beyond its values', () => {
  const places = indicatorPlaces(indicator('count', 0, 90), measured(100))
  expect(places.baseline).toBe(0)
  expect(places.last).toBeCloseTo(0.909)
  expect(places.target).toBeCloseTo(0.818)
})

test('points may be negative', () => {
  const places = indicatorPlaces(indicator('points', -10, 0), measured(-5))
  expect(places.baseline).toBe(0)
  expect(places.last).toBeCloseTo(0.4545)
})

test('a value beyond the ends stays on the line, and a missing one has no place', () => {
  expect(indicatorPlaces(indicator('percent', 130, null), null)).toEqual({
    baseline: 1,
    last: null,
    target: null,
  })
  expect(indicatorPlaces(indicator('count', 0, null), null).baseline).toBe(0)
})
