import { connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { SessionId } from '#lib/domain/ids.ts'
import { limits } from '#lib/wire/limits.ts'
import { createHttpServer, type HttpTimeouts, listen } from '#server/http.ts'
import { Connection } from '#server/sync/connection.ts'
import { OpeningDeadline } from '#server/sync/opening-deadline.ts'
import { SocketLimits } from '#server/sync/socket-limits.ts'
import { SyncServer } from '#server/sync/sync-server.ts'
import {
  admissionOf,
  MemoryWire,
  newLog,
  projectId,
  recordedEvents,
  testHouse,
} from '#tests/support/room-of-peers.ts'
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

test('[T3] of a socket, too: while its document loads, and never once it is open', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const log = await newLog()
  const { load } = log
  const held = Promise.withResolvers<void>()
  log.load = async (projectId) => {
    await held.promise
    return load.call(log, projectId)
  }
  const { rooms, events, names } = await testHouse({ log, graceMs: 3_600_000 })
  const server = new SyncServer({
    ...{ rooms, events, clock: Date.now, publicUrl: 'http://localhost:3000' },
    limits: new SocketLimits({}, Date.now),
    readSession: async () => ({ ...admissionOf('ann').person, sessionId: 's' as SessionId }),
    findRole: async () => 'editor',
  })
  const http = createHttpServer({
    ...{ pages: null, pageUpgrades: null, isReady: async () => true },
    sync: (request, socket, head) => server.upgrade(request, socket, head),
    syncRequests: (_request, response) => response.destroy(),
  })
  const port = await listen(http, 0, '127.0.0.1')
  onTestFinished(() => {
    http.close()
    http.closeAllConnections()
  })
  const { peer: late } = openSocket({ port, projectId })
  await vi.waitUntil(() => names.includes('connectionOpened'))
  await vi.advanceTimersByTimeAsync(limits.identifyMs)
  expect(names).not.toContain('connectionClosed')
  await vi.advanceTimersByTimeAsync(limits.loadMs)
  expect(await late.closeCode()).toBe(4503)
  held.resolve()
  const { peer } = openSocket({ port, projectId })
  await peer.synced()
  await vi.advanceTimersByTimeAsync(2 * (limits.identifyMs + limits.loadMs))
  peer.mark()
  await peer.saved()
  expect(peer.closed).toBeNull()
  server.connections.closeAll()
})

/** A server that gives its clients little time, and a client that has sent this to it. */
async function answerTo(sent: string, timeouts: HttpTimeouts): Promise<string> {
  const server = createHttpServer({
    ...{ pages: null, pageUpgrades: null, sync: (_request, socket) => socket.destroy() },
    syncRequests: (request) => request.resume(),
    isReady: async () => true,
    timeouts,
  })
  const port = await listen(server, 0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const socket = connect(port, '127.0.0.1')
  socket.write(sent)
  const answer: Buffer[] = []
  socket.on('data', (data) => answer.push(data))
  await new Promise((resolve) => socket.once('close', resolve))
  return Buffer.concat(answer).toString()
}

const head = 'POST /sync/x HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n'

test.each([
  ['headers', head, { headersMs: 100, requestMs: 600_000, checkMs: 50 }],
  ['request', `${head}\r\nx`, { headersMs: 100, requestMs: 200, checkMs: 50 }],
])(
  '[T4] a client that never ends its %s is dropped',
  { timeout: 20_000 },
  async (_, sent, timeouts) => {
    expect(await answerTo(sent, timeouts)).toMatch(/^HTTP\/1\.1 408 /)
  },
)
