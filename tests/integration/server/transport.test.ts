import { connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { limits } from '#lib/wire/limits.ts'
import { createHttpServer, listen } from '#server/http.ts'
import { Connection } from '#server/sync/connection.ts'
import { OpeningDeadline } from '#server/sync/opening-deadline.ts'
import { MemoryWire, recordedEvents } from '#tests/support/room-of-peers.ts'
import { cookieOf, openSocket, type SyncHouse, startSyncHouse } from '#tests/support/sync-house.ts'
import { testDb } from '#tests/support/test-db.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

test('[T1] an address is the one that a trusted proxy saw, and never one that a client chose', async () => {
  const { db, close } = await testDb()
  const socketLimits = { perAddress: 1 }
  const from = async (house: SyncHouse, forwardedFor: string) =>
    openSocket(house, { cookie: (await cookieOf(db, 'prof1')).cookie, forwardedFor }).peer

  const behindProxy = await startSyncHouse(db, undefined, { socketLimits })
  await (await from(behindProxy, '203.0.113.1')).synced()
  await (await from(behindProxy, '198.51.100.9, 203.0.113.2')).synced()
  const full = await from(behindProxy, '198.51.100.7, 203.0.113.2')
  expect(await full.closeCode()).toBe(4503)

  const open = await startSyncHouse(db, undefined, { socketLimits, trustedProxies: [] })
  await (await from(open, '203.0.113.1')).synced()
  expect(await (await from(open, '203.0.113.2')).closeCode()).toBe(4503)
  await Promise.all([behindProxy.drain(), open.drain()])
  await close()
})

test('[D1] a stopping server says so before it turns anyone away', async () => {
  const { db, close } = await testDb()
  const house = await startSyncHouse(db, undefined, { drainNoticeMs: 1_000 })
  const { cookie } = await cookieOf(db, 'prof1')
  const { peer: first } = openSocket(house, { cookie })
  await first.synced()
  expect(await house.isReady()).toBe(true)
  const drained = house.drain()
  expect(await house.isReady()).toBe(false)
  const { peer: second } = openSocket(house, { cookie })
  await second.synced()
  expect([await first.closeCode(), await second.closeCode()]).toEqual([1012, 1012])
  await drained
  await close()
})

test('[T3] a connection that nobody can identify, or whose document does not load, tries again', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const opening = () => {
    const peer = new TestPeer()
    const { events } = recordedEvents()
    const wire = new MemoryWire(peer)
    const connection = new Connection({ wire, events, clock: Date.now, onClosed: () => undefined })
    return { peer, deadline: new OpeningDeadline(connection) }
  }
  const [unknown, loading, open] = [opening(), opening(), opening()]
  loading.deadline.identified()
  open.deadline.identified()
  open.deadline.met()
  vi.advanceTimersByTime(limits.identifyMs)
  expect(unknown.peer.closed?.code).toBe(4503)
  expect(loading.peer.closed).toBeNull()
  vi.advanceTimersByTime(limits.loadMs)
  expect(loading.peer.closed?.code).toBe(4503)
  expect(open.peer.closed).toBeNull()
})

test('[T4] a client that never ends its headers is dropped', async () => {
  const server = createHttpServer({
    ...{ pages: null, pageUpgrades: null, sync: (_request, socket) => socket.destroy() },
    syncRequests: (_request, response) => response.destroy(),
    isReady: async () => true,
    timeouts: { headersMs: 100, requestMs: 200, checkMs: 50 },
  })
  const port = await listen(server, 0, '127.0.0.1')
  onTestFinished(() => void server.close())
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /sync/x HTTP/1.1\r\nhost: localhost\r\n')
  const answer: Buffer[] = []
  socket.on('data', (data) => answer.push(data))
  await new Promise((resolve) => socket.once('close', resolve))
  expect(Buffer.concat(answer).toString()).toMatch(/^HTTP\/1\.1 408 /)
})
