import { setTimeout as pause } from 'node:timers/promises'
import { type Address, BenchClient } from './bench-client.ts'
import type { IdleJob, IdleResult, Moment } from './jobs.ts'
import { Wire } from './wires.ts'

const openedAtOnce = 50

export async function runIdle(
  { documents, settleMs }: IdleJob,
  tell: (moment: Moment) => void,
): Promise<IdleResult> {
  const clients: BenchClient[] = []
  const open = async (addresses: readonly Address[]) => {
    for (let start = 0; start < addresses.length; start += openedAtOnce) {
      const next = addresses.slice(start, start + openedAtOnce).map(connect)
      clients.push(...next)
      await Promise.allSettled(next.map(({ ready }) => ready))
    }
    await pause(settleMs)
  }
  tell('before')
  await open(documents.flatMap((addresses) => addresses.slice(0, 1)))
  tell('opened')
  await open(documents.flatMap((addresses) => addresses.slice(1)))
  tell('connected')
  const closed = clients.filter((client) => client.closed !== null).length
  for (const client of clients) client.drop()
  return { open: clients.length - closed, closed }
}

function connect(address: Address): BenchClient {
  return new BenchClient({ wire: new Wire('yjs', ''), address, isAnswered: true })
}
