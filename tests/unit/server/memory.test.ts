import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { encodeAwareness, encodeUpdate } from '#server/sync/protocol.ts'
import { heapBytes } from '#tests/support/faults/heap.ts'
import { forgedUpdate } from '#tests/support/forged-update.ts'
import { projectId, testHouse } from '#tests/support/room-of-peers.ts'

const structs = [{ kind: 'gc', length: 1 }] as const
const orphan = (client: number) =>
  encodeUpdate(forgedUpdate([{ client, clock: 50, structs: [...structs] }]))

/** What hostile clients send; the last one ends the connection. */
function hostileFrames(round: number): Uint8Array[] {
  const presence = { clientId: round, clock: 1, state: JSON.stringify({ x: 'x'.repeat(4000) }) }
  return [
    ...Array.from({ length: 10 }, (_, index) => orphan(round * 100 + index)),
    encodeAwareness([presence, { ...presence, clientId: 1 }]),
    round % 2 === 0
      ? new Uint8Array(5 * 1024 * 1024)
      : encodeUpdate(new Uint8Array(100_000).fill(0x91)),
  ]
}

test('[G9] [G11] [A4] two hundred hostile connections leave nothing behind', {
  timeout: 30_000,
}, async () => {
  const { join, open, log, rooms } = await testHouse()
  const { peer: ann } = await join('ann')
  await ann.saved()
  const attack = async (round: number) => {
    const { peer } = open(`eve${round % 40}`)
    await peer.synced()
    for (const frame of hostileFrames(round)) peer.send(frame)
    expect([4400, 4413]).toContain(await peer.closeCode())
    peer.doc.destroy()
  }
  for (let round = 0; round < 50; round++) await attack(round)
  const before = heapBytes()
  for (let round = 50; round < 250; round++) await attack(round)
  // Large buffers are given back some time after they are collected.
  await vi.waitUntil(() => heapBytes() - before < 4 * 1024 * 1024, { timeout: 10_000 })
  expect(log.rows(projectId)).toHaveLength(1)
  const room = rooms.find(projectId)
  expect(room?.presence.size).toBe(0)
  const seen = new Y.Doc()
  Y.applyUpdate(seen, room?.difference(Uint8Array.of(0)) ?? new Uint8Array())
  expect(Y.encodeStateVector(seen)).toEqual(Y.encodeStateVector(ann.doc))
  expect(ann.closed).toBeNull()
})
