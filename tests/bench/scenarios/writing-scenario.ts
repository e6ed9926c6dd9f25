import { baseDocument } from '../load/base-document.ts'
import { type Goal, type Outcome, rounded } from '../report/outcome.ts'
import { type ServerName, serverNames } from '../servers/bench-server.ts'
import { startServer } from '../servers/start-server.ts'
import { type Crowds, measureWriting, type WritingMeasure } from './measure-writing.ts'
import type { Bench, Scenario } from './scenario.ts'

export type Measures = Readonly<Partial<Record<ServerName, WritingMeasure>>>

export type WritingPlan = {
  readonly name: string
  readonly title: string
  readonly crowds: Crowds
  /** All of them unless given. */
  readonly servers?: readonly ServerName[]
  readonly goals: (measures: Measures) => readonly Goal[]
}

/** People who write together, on each server in turn. */
export function writingScenario(plan: WritingPlan): Scenario {
  return { name: plan.name, run: (bench) => runPlan(plan, bench) }
}

async function runPlan(plan: WritingPlan, bench: Bench): Promise<Outcome> {
  const measures: Partial<Record<ServerName, WritingMeasure>> = {}
  for (const name of plan.servers ?? serverNames) {
    if (!bench.isMeasured(name)) continue
    measures[name] = await measureOn(name, plan.crowds, bench)
    bench.say(`${plan.name} ${name}: ${rowOf(name, measures[name]).slice(1).join('  ')}`)
  }
  const rows = serverNames.flatMap((name) => {
    const measure = measures[name]
    return measure === undefined ? [] : [rowOf(name, measure)]
  })
  return { tables: [{ title: plan.title, columns, rows }], goals: plan.goals(measures) }
}

export async function measureOn(
  name: ServerName,
  crowds: Crowds,
  { postgres, warmUpMs, measureMs }: Bench,
): Promise<WritingMeasure> {
  const base = baseDocument(crowds.pages)
  const { documents, people } = crowds
  const server = await startServer(name, { documents, people, base, postgres })
  try {
    return await measureWriting(server, crowds, { base, warmUpMs, measureMs })
  } finally {
    await server.stop()
  }
}

const columns = [
  'Server',
  'cpu µs / delivery',
  'its database, µs',
  'server load',
  'fan-out p50 / p95 / p99 ms',
  'acknowledged p50 / p99 ms',
  'deliveries',
  'missing',
  'dropped',
  'generator load',
]

function rowOf(name: ServerName, measure: WritingMeasure): string[] {
  const { fanOutMs, acknowledgedMs, databaseCpuUsPerDelivery } = measure
  const missing = measure.missingDeliveries + measure.missingAcknowledgements + measure.holes
  return [
    name,
    rounded(measure.cpuUsPerDelivery),
    databaseCpuUsPerDelivery === null ? '–' : rounded(databaseCpuUsPerDelivery),
    rounded(measure.serverLoad),
    [fanOutMs.p50, fanOutMs.p95, fanOutMs.p99].map(rounded).join(' / '),
    acknowledgedMs === null
      ? '–'
      : [acknowledgedMs.p50, acknowledgedMs.p99].map(rounded).join(' / '),
    String(measure.deliveries),
    `${missing + measure.acknowledgedAndMissing}`,
    String(measure.closedConnections),
    rounded(measure.generatorLoad),
  ]
}

/** How one measure of Trame on PostgreSQL compares with another server's. */
export function ratio(
  measures: Measures,
  other: ServerName,
  of: (measure: WritingMeasure) => number,
): number {
  const [own, theirs] = [measures.postgres, measures[other]]
  return own === undefined || theirs === undefined ? Number.NaN : of(own) / of(theirs)
}
