import { describe, expect, test } from 'vitest'
import { demoAsOf, demoProject } from '#lib/domain/demo.ts'
import type { Indicator, Measurement } from '#lib/domain/record.ts'
import { indicatorState } from '#lib/domain/views/indicator-state.ts'

const [model] = demoProject.indicators
if (!model) throw new Error('the demo has indicators')

function indicator(fields: Partial<Indicator>): Indicator {
  const base: Partial<Indicator> = {
    direction: 'increase',
    baseline: { value: 40, date: '2026-10-01' },
    target: { value: 80 },
    dueDate: '2027-06-04',
    measurements: [],
  }
  return { ...model, ...base, ...fields } as Indicator
}

function measurement(date: string | null, value: number | null, more = {}): Measurement {
  const id = `${date}-${value}`
  return { id, archivedAt: null, date, value, sampleSize: null, comment: '', ...more }
}

describe('the newest measurement', () => {
  test('is the last by date, not by place', () => {
    const measurements = [measurement('2027-06-01', 70), measurement('2027-01-10', 50)]
    expect(indicatorState(indicator({ measurements }), demoAsOf).last?.value).toBe(70)
  })

  test('leaves out what is archived, undated or empty', () => {
    const measurements = [
      measurement('2027-01-10', 50),
      measurement('2027-06-01', 70, { archivedAt: '2027-06-02T08:00:00.000Z' }),
      measurement(null, 60),
      measurement('2027-06-02', null),
    ]
    expect(indicatorState(indicator({ measurements }), demoAsOf).last?.value).toBe(50)
  })
})

describe('progress', () => {
  test.each([
    [60, 0.5],
    [90, 1.25],
    [30, -0.25],
    [40, 0],
  ])('from 40 to 80, %d is %d of the way', (value, progress) => {
    const measurements = [measurement('2027-06-01', value)]
    expect(indicatorState(indicator({ measurements }), demoAsOf).progress).toBe(progress)
  })

  test('is unknown without a measurement, a baseline, a target, or a way between them', () => {
    const measurements = [measurement('2027-06-01', 50)]
    const unknown = [
      indicator({}),
      indicator({ measurements, baseline: { value: null, date: null } }),
      indicator({ measurements, target: { value: null } }),
      indicator({ measurements, target: { value: 40 } }),
    ]
    for (const each of unknown) expect(indicatorState(each, demoAsOf).progress).toBeNull()
  })
})

describe('the target', () => {
  test.each([
    ['increase', 80, true],
    ['increase', 79.9, false],
    ['decrease', 80, true],
    ['decrease', 80.1, false],
    ['maintain', 80, true],
    ['maintain', 79, false],
  ] as const)('to %s to 80, %d reaches it: %s', (direction, value, reached) => {
    const measurements = [measurement('2027-06-01', value)]
    expect(indicatorState(indicator({ direction, measurements }), demoAsOf).reached).toBe(reached)
  })

  test('is neither reached nor missed without a measurement or a direction', () => {
    const measurements = [measurement('2027-06-01', 50)]
    expect(indicatorState(indicator({}), demoAsOf).reached).toBeNull()
    expect(
      indicatorState(indicator({ direction: null, measurements }), demoAsOf).reached,
    ).toBeNull()
  })
})

describe('an indicator is late', () => {
  test('once its due date has passed without a measurement in the 45 days before it', () => {
    const measurements = [measurement('2027-04-19', 50)]
    expect(indicatorState(indicator({ measurements }), '2027-06-05').late).toBe(true)
    expect(indicatorState(indicator({ measurements }), '2027-06-04').late).toBe(false)
  })

  test('not when one was taken 45 days before, or after', () => {
    for (const date of ['2027-04-20', '2027-06-30']) {
      const measurements = [measurement(date, 50)]
      expect(indicatorState(indicator({ measurements }), '2027-07-01').late).toBe(false)
    }
  })

  test('never without a due date', () => {
    expect(indicatorState(indicator({ dueDate: null }), '2030-01-01').late).toBe(false)
  })
})

test('in the demo six targets of eight are reached, and nothing is late', () => {
  const states = demoProject.indicators.map((each) => indicatorState(each, demoAsOf))
  expect(states.filter(({ reached }) => reached)).toHaveLength(6)
  expect(states.filter(({ late }) => late)).toEqual([])
})
