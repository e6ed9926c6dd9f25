import { expect, onTestFinished, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import { readiness } from '#server/readiness.ts'
import { Connection } from '#server/sync/connection.ts'
import { closeStaggered } from '#server/sync/drain.ts'
import { MemoryWire, recordedEvents, testHouse } from '#tests/support/room-of-peers.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

function useFakeTime(): void {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
}

test('[D1] ready means that the database stores within a second and that nobody asked to stop', async () => {
  useFakeTime()
  let isDraining = false
  const probes: PromiseWithResolvers<boolean>[] = []
  const canStore = () => {
    const probe = Promise.withResolvers<boolean>()
    probes.push(probe)
    return probe.promise
  }
  const isReady = readiness({ isDraining: () => isDraining, canStore })

  const [first, second] = [isReady(), isReady()]
  probes[0]?.resolve(true)
  expect(await Promise.all([first, second])).toEqual([true, true])
  expect(probes).toHaveLength(1)

  const late = isReady()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await late).toBe(false)
  // The database has not answered yet: it is not asked again.
  const again = isReady()
  probes[1]?.resolve(false)
  expect(await again).toBe(false)
  expect(probes).toHaveLength(2)

  const stopping = isReady()
  isDraining = true
  probes[2]?.resolve(true)
  expect(await stopping).toBe(false)
  expect(await isReady()).toBe(false)
  expect(probes).toHaveLength(3)
})

test('[D2] a drain closes a few at a time, and everyone within 8 s', async () => {
  useFakeTime()
  const { events } = recordedEvents()
  const peers = Array.from({ length: 2000 }, () => new TestPeer())
  const connections = peers.map((peer) => {
    const wire = new MemoryWire(peer)
    return new Connection({ wire, events, clock: Date.now, onClosed: () => undefined })
  })
  const closedCount = () => peers.filter(({ closed }) => closed?.code === 1012).length
  const closing = closeStaggered(connections)
  expect(closedCount()).toBeLessThan(10)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(closedCount()).toBeGreaterThan(900)
  expect(closedCount()).toBeLessThan(1100)
  await vi.advanceTimersByTimeAsync(4_000)
  await closing
  expect(closedCount()).toBe(2000)
})

test('[D2] nobody is closed before what they wrote is stored and acknowledged', async () => {
  const { log, join } = await testHouse()
  const { peer, connection } = await join('ann')
  const write = (text: string) => (header(peer.doc).get('summary') as Y.Text).insert(0, text)
  write('first words')
  await peer.saved()
  log.hold()
  write('last words')
  const closing = closeStaggered([connection])
  expect(peer.closed).toBeNull()
  log.release()
  await closing
  expect(peer.closed?.code).toBe(1012)
  expect(peer.acknowledged).toBe(peer.marked)
})

test('[D2] in a busy room, too, everyone has what was written and what was acknowledged before the end', async () => {
  const { log, join } = await testHouse()
  const [ann, bob] = [await join('ann'), await join('bob')]
  const both = [ann, bob]
  // So many at once that the room lets what it sends wait for more.
  const write = (times: number) => {
    for (let time = 0; time < times; time += 1) {
      for (const { peer } of both) (header(peer.doc).get('summary') as Y.Text).insert(0, 'x')
    }
  }
  write(50)
  await Promise.all(both.map(({ peer }) => peer.saved()))
  log.hold()
  write(50)
  const closing = closeStaggered(both.map(({ connection }) => connection))
  log.release()
  await closing
  for (const { peer } of both) {
    expect(peer.closed?.code).toBe(1012)
    expect(peer.acknowledged).toBe(peer.marked)
    expect((header(peer.doc).get('summary') as Y.Text).length).toBe(200)
  }
})
