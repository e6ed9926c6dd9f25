import { baseDocument } from '../load/base-document.ts'
import { startLoad } from '../load/start-load.ts'
import { residentBytesOf } from '../measure/process-usage.ts'
import { atMost, type Outcome, rounded } from '../report/outcome.ts'
import { startTrameServer } from '../servers/start-trame-server.ts'
import type { Bench, Scenario } from './scenario.ts'

/** What a connection and a document cost that nobody writes in. */
export const idleConnections: Scenario = { name: 'idle', run }

async function run(bench: Bench): Promise<Outcome> {
  const documents = bench.isQuick ? 20 : 100
  const people = 100
  const wanted = documents * people
  const needs = { documents, people, base: baseDocument(10) }
  const server = await startTrameServer(bench.postgres, needs)
  const resident: Record<string, number> = {}
  try {
    const { open, closed } = await startLoad(
      {
        kind: 'idle',
        documents: Array.from({ length: documents }, (_, document) =>
          Array.from({ length: people }, (_, person) => server.address(document, person)),
        ),
        settleMs: bench.isQuick ? 2_000 : 8_000,
      },
      (moment) => {
        resident[moment] = residentBytesOf(server.pid)
      },
    )
    const { before = 0, opened = 0, connected = 0 } = resident
    const perDocument = (opened - before) / documents / 1000
    const perConnection = (connected - opened) / (wanted - documents) / 1000
    const columns = ['Open', 'closed', 'kB / idle connection', 'kB / open document of 10 pages']
    const row = [String(open), String(closed), rounded(perConnection), rounded(perDocument)]
    bench.say(`idle ${row.join('  ')}  ${rounded(before / 1e6)} ${rounded(connected / 1e6)} MB`)
    return {
      tables: [
        { title: `${wanted} idle connections in ${documents} documents`, columns, rows: [row] },
      ],
      goals: [
        atMost('idle connection', {
          ...{ name: 'memory', value: perConnection, limit: 30, unit: ' kB' },
        }),
        {
          work: 'idle connection',
          goal: `${wanted} on one node`,
          measured: String(open),
          isReached: open === wanted,
        },
      ],
    }
  } finally {
    await server.stop()
  }
}
