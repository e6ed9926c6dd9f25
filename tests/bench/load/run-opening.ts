import * as Y from 'yjs'
import { type Address, BenchClient } from './bench-client.ts'
import type { Opening, OpeningJob } from './jobs.ts'
import { Wire } from './wires.ts'

export async function runOpening({ addresses }: OpeningJob): Promise<Opening[]> {
  const openings: Opening[] = []
  for (const address of addresses) openings.push(await openOnce(address))
  return openings
}

async function openOnce(address: Address): Promise<Opening> {
  let first: Uint8Array | undefined
  const startedAt = performance.now()
  const client = new BenchClient({
    wire: new Wire('yjs', ''),
    address,
    isAnswered: true,
    onUpdate: (update) => {
      first ??= update
    },
  })
  await client.ready
  const ms = performance.now() - startedAt
  const doc = new Y.Doc()
  if (first !== undefined) Y.applyUpdate(doc, first)
  client.drop()
  return { ms, bytes: client.firstSyncBytes, clocks: Y.decodeStateVector(Y.encodeStateVector(doc)) }
}
