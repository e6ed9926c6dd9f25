import { expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import { Compactor } from '#server/sync/compactor.ts'
import { newLog, projectId, recordedEvents, testHouse } from '#tests/support/room-of-peers.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

const write = (peer: TestPeer, text: string) =>
  (header(peer.doc).get('summary') as Y.Text).insert(0, text)

test('[L3] while the log is late writers are sent away and readers stay', async () => {
  const { log, join } = await testHouse({ graceMs: 60_000 })
  const { peer: ann } = await join('ann')
  const { peer: eve } = await join('eve', { role: 'commenter' })
  await Promise.all([ann.saved(), eve.saved()])
  write(ann, 'bound ')
  await ann.saved()
  log.hold()
  for (let round = 0; round < 250 && ann.closed === null; round++) write(ann, 'x'.repeat(40_000))
  expect(ann.closed?.code).toBe(4503)
  expect(eve.closed).toBeNull()
  const { peer: again } = await join('ann')
  write(again, 'still late')
  expect(again.closed?.code ?? (await again.closeCode())).toBe(4503)
  log.release()
  await vi.waitUntil(() => log.rows(projectId).length > 2, { timeout: 10_000 })
})

test('[L6] a snapshot is asked for after 10,000 rows, or 1 MB of them', async () => {
  const log = await newLog()
  let snapshots = 0
  const compact = log.compact.bind(log)
  log.compact = (...args) => {
    snapshots += 1
    return compact(...args)
  }
  const { events, names } = recordedEvents()
  const compactor = new Compactor({ log, projectId, epoch: 1, clock: Date.now, events })
  const row = Uint8Array.of(0, 0)
  compactor.count(Array.from({ length: 9_999 }, () => row))
  expect(snapshots).toBe(0)
  compactor.count([row])
  expect(snapshots).toBe(1)
  await vi.waitUntil(() => names.includes('compacted'))
  expect((await log.load(projectId))?.snapshot).not.toBeNull()
  compactor.count([new Uint8Array(1024 * 1024)])
  expect(snapshots).toBe(2)
})
