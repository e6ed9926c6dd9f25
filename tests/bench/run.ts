import type { Outcome } from './report/outcome.ts'
import { writeReport } from './report/write-report.ts'
import { coldOpen } from './scenarios/cold-open.ts'
import { growth } from './scenarios/growth.ts'
import { idleConnections } from './scenarios/idle-connections.ts'
import { meetings } from './scenarios/meetings.ts'
import { recovery } from './scenarios/recovery.ts'
import type { Bench, Scenario } from './scenarios/scenario.ts'
import { startBenchPostgres } from './servers/bench-postgres.ts'

/**
 * `npm run bench [-- NAME…]`: measures the sync server beside others, on this machine and in this
 * run. With a name, those scenarios alone; docs/benchmarks.md is written by a run of all of them.
 * BENCH_QUICK=1 measures for a shorter time, and less where size costs time; BENCH_SERVERS names the
 * servers of a writing scenario, with commas, when the others need not be measured.
 */
const all = [...meetings, idleConnections, coldOpen, recovery, growth]

const names = process.argv.slice(2)
const unknown = names.filter((name) => !all.some((scenario) => scenario.name === name))
if (unknown.length > 0) {
  console.error(`no such scenario: ${unknown.join(' ')}`)
  console.error(`there are: ${all.map(({ name }) => name).join(' ')}`)
  process.exit(1)
}
const chosen = names.length === 0 ? all : all.filter(({ name }) => names.includes(name))
const servers = process.env.BENCH_SERVERS?.split(',')
const isQuick = process.env.BENCH_QUICK === '1'
const startedAt = new Date()
const postgres = await startBenchPostgres()
const bench: Bench = {
  postgres,
  isQuick,
  warmUpMs: isQuick ? 2_000 : 10_000,
  measureMs: isQuick ? 4_000 : 8_000,
  isMeasured: (server) => servers?.includes(server) ?? true,
  say: (line) => console.log(line),
}
/** One that fails is a goal that was not reached; the others are still measured. */
async function attempt(scenario: Scenario): Promise<Outcome> {
  try {
    return await scenario.run(bench)
  } catch (error) {
    console.error(`${scenario.name} failed:`, error)
    const failure = { goal: 'it can be measured', measured: String(error), isReached: false }
    return { tables: [], goals: [{ work: scenario.name, ...failure }] }
  }
}

const outcomes: Outcome[] = []
try {
  for (const scenario of chosen) outcomes.push(await attempt(scenario))
} finally {
  await postgres.remove()
}
writeReport(outcomes, {
  startedAt,
  postgres: postgres.version,
  isWhole: names.length === 0 && servers === undefined && !isQuick,
  measureMs: bench.measureMs,
})
