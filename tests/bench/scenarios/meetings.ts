import { atMost, type Goal } from '../report/outcome.ts'
import type { WritingMeasure } from './measure-writing.ts'
import type { Scenario } from './scenario.ts'
import { type Measures, ratio, writingScenario } from './writing-scenario.ts'

const cpu = ({ cpuUsPerDelivery }: WritingMeasure) => cpuUsPerDelivery
const pages = 10

/** Everyone writes in one document. */
export const meetings: readonly Scenario[] = [
  writingScenario({
    name: 'meeting-15',
    title: '15 writers × 5 edits/s in one document',
    crowds: { documents: 1, people: 15, writers: 15, editsPerSecond: 5, pages },
    goals: (measures) => [
      ...cpuGoals('15 writers × 5/s', measures, { hocuspocus: 0.7, 'y-websocket': 0.9 }),
      ...fanOutGoals('15 writers × 5/s', measures, { p50: 5, p99: 20 }),
    ],
  }),
  writingScenario({
    name: 'meeting-30',
    title: '30 writers × 5 edits/s in one document',
    crowds: { documents: 1, people: 30, writers: 30, editsPerSecond: 5, pages },
    goals: (measures) => [
      ...cpuGoals('30 writers × 5/s', measures, { hocuspocus: 0.6, 'y-websocket': 0.7 }),
      ...fanOutGoals('30 writers × 5/s', measures, { p50: 10, p99: 25 }),
      ...acknowledgementGoals(measures),
    ],
  }),
  writingScenario({
    name: 'meeting-100',
    title: '100 writers × 5 edits/s in one document',
    crowds: { documents: 1, people: 100, writers: 100, editsPerSecond: 5, pages },
    goals: (measures) => [
      ...cpuGoals('100 writers × 5/s', measures, { hocuspocus: 0.4, relay: 1 }),
      ...fanOutGoals('100 writers × 5/s', measures, { p99: 40 }),
      atMost('100 writers × 5/s', {
        name: 'p99 / Hocuspocus’ p99',
        value: ratio(measures, 'hocuspocus', ({ fanOutMs }) => fanOutMs.p99),
        limit: 1,
      }),
    ],
  }),
  writingScenario({
    name: 'meeting-200',
    title: '200 writers × 2 edits/s in one document',
    crowds: { documents: 1, people: 200, writers: 200, editsPerSecond: 2, pages },
    servers: ['postgres', 'embedded', 'hocuspocus'],
    goals: (measures) => crowdGoals('200 writers × 2/s', measures),
  }),
  writingScenario({
    name: 'audience-500',
    title: '500 readers with 10 writers × 2 edits/s in one document',
    crowds: { documents: 1, people: 510, writers: 10, editsPerSecond: 2, pages },
    servers: ['postgres', 'embedded', 'hocuspocus'],
    goals: (measures) => crowdGoals('500 readers, 10 writers', measures),
  }),
  writingScenario({
    name: 'school-40',
    title: '40 documents × 25 connections, 5 writing × 2 edits/s in each',
    crowds: { documents: 40, people: 25, writers: 5, editsPerSecond: 2, pages },
    goals: (measures) => cpuGoals('40 documents × 25 connections', measures, { hocuspocus: 0.7 }),
  }),
]

function cpuGoals(
  work: string,
  measures: Measures,
  limits: Partial<Record<'hocuspocus' | 'y-websocket' | 'relay', number>>,
): Goal[] {
  return (['hocuspocus', 'y-websocket', 'relay'] as const).flatMap((other) => {
    const limit = limits[other]
    if (limit === undefined) return []
    return [atMost(work, { name: `cpu / ${other}’s`, value: ratio(measures, other, cpu), limit })]
  })
}

function fanOutGoals(
  work: string,
  { postgres }: Measures,
  limits: { p50?: number; p99: number },
): Goal[] {
  return (['p50', 'p99'] as const).flatMap((name) => {
    const limit = limits[name]
    const value = postgres?.fanOutMs[name] ?? Number.NaN
    return limit === undefined ? [] : [atMost(work, { name, value, limit, unit: ' ms' })]
  })
}

function acknowledgementGoals({ postgres, embedded }: Measures): Goal[] {
  const value = (measure?: WritingMeasure) => measure?.acknowledgedMs?.p99 ?? Number.NaN
  const goal = { unit: ' ms', name: 'p99' }
  return [
    atMost('edit to acknowledged, PostgreSQL', { ...goal, value: value(postgres), limit: 60 }),
    atMost('edit to acknowledged, embedded', { ...goal, value: value(embedded), limit: 150 }),
  ]
}

function crowdGoals(work: string, measures: Measures): Goal[] {
  const { postgres } = measures
  return [
    ...fanOutGoals(work, measures, { p99: 100 }),
    atMost(work, { name: 'cores', value: postgres?.serverLoad ?? Number.NaN, limit: 1 }),
    atMost(work, {
      name: 'clients dropped',
      value: postgres?.closedConnections ?? Number.NaN,
      limit: 0,
    }),
  ]
}
