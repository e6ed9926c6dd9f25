import { baseDocument } from '../load/base-document.ts'
import { startLoad } from '../load/start-load.ts'
import { type Outcome, rounded } from '../report/outcome.ts'
import { startTrameServer } from '../servers/start-trame-server.ts'
import { crowdedDocuments } from './measure-writing.ts'
import type { Bench, Scenario } from './scenario.ts'

/** A server that is killed while people write, and started again. */
export const recovery: Scenario = { name: 'recovery', run }

const crowds = { documents: 1, people: 15, writers: 15, editsPerSecond: 5, pages: 10 }

async function run(bench: Bench): Promise<Outcome> {
  const base = baseDocument(crowds.pages)
  const { documents, people, editsPerSecond } = crowds
  const server = await startTrameServer(bench.postgres, { documents, people, base })
  try {
    const killed: { done?: Promise<void> } = {}
    const { wire, acknowledges, isAnswered } = server
    const { made, acknowledged } = await startLoad(
      {
        kind: 'kill',
        writing: {
          ...{ kind: 'writing', wire, acknowledges, isAnswered, editsPerSecond },
          documents: crowdedDocuments(server, crowds, base),
          ...{ warmUpMs: 0, measureMs: bench.isQuick ? 2_000 : 5_000 },
        },
      },
      (moment) => {
        if (moment === 'kill') killed.done = server.kill()
      },
    )
    await killed.done
    const startedAt = performance.now()
    await server.restart()
    const readyMs = performance.now() - startedAt
    const addresses = [server.address(0, 0)]
    const [opening] = await startLoad({ kind: 'opening', addresses })
    const promised = [...acknowledged]
    const lost = promised.reduce(
      (sum, [client, clock]) => sum + Math.max(0, clock - (opening?.clocks.get(client) ?? 0)),
      0,
    )
    const total = promised.reduce((sum, [, clock]) => sum + clock, 0)
    const row = [String(made), String(total), String(lost), rounded(readyMs)]
    row.push(rounded(opening?.ms ?? Number.NaN))
    bench.say(`recovery ${row.join('  ')}`)
    const columns = [
      'Edits made',
      'acknowledged',
      'acknowledged and missing',
      'ready again after, ms',
      'first sync, ms',
    ]
    return {
      tables: [{ title: 'Killed (SIGKILL) while 15 people write', columns, rows: [row] }],
      goals: [
        {
          work: 'kill -9 while 15 write',
          goal: 'acknowledged and missing = 0',
          measured: String(lost),
          isReached: lost === 0 && total > 0,
        },
      ],
    }
  } finally {
    await server.stop()
  }
}
