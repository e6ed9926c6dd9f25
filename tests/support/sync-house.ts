import { encode } from '@auth/core/jwt'
import { onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Db } from '#db/client.ts'
import { findAccountByEmail } from '#db/queries/account.ts'
import { isDatabaseStoring } from '#db/queries/probe.ts'
import { listProjectsOfAccount } from '#db/queries/project.ts'
import { createSession } from '#db/queries/session.ts'
import { sessionCookieName } from '#lib/auth/session-cookie.ts'
import { type ProjectId, parseSessionId, type SessionId } from '#lib/domain/ids.ts'
import type { SocketLimits } from '#lib/platform/env.ts'
import type { Bus } from '#server/cluster/bus.ts'
import { MemoryBus } from '#server/cluster/memory-bus.ts'
import { createHttpServer, listen } from '#server/http.ts'
import { allEvents } from '#server/metrics/all-events.ts'
import type { Events } from '#server/metrics/events.ts'
import { prepareDatabase } from '#server/prepare-database.ts'
import { readiness } from '#server/readiness.ts'
import { startSync } from '#server/start-sync.ts'
import { recordedEvents } from './room-of-peers.ts'
import { TestPeer } from './test-peer.ts'

export const testSecret = 'a secret that only the tests know, long enough'

/** Where the pages of the tests' server would be. */
const testOrigin = 'http://localhost:3000'

export type Visit = { cookie: string; sessionId: SessionId }

/** Makes the demo in a database that has none, and returns its project. */
export async function seedDemoProject(db: Db): Promise<ProjectId> {
  await prepareDatabase(db, { demo: true } as Parameters<typeof prepareDatabase>[1])
  const account = await findAccountByEmail(db, 'prof1@demo.trame.test')
  const [project] = account ? await listProjectsOfAccount(db, account.id) : []
  if (project === undefined) throw new Error('the demo has a project')
  return project.id
}

/** Signs someone of the demo in, as the sign-in page does; `who` is what precedes the @. */
export async function cookieOf(db: Db, who: string): Promise<Visit> {
  const account = await findAccountByEmail(db, `${who}@demo.trame.test`)
  const sessionId = parseSessionId(crypto.randomUUID())
  if (account === undefined || sessionId === null) throw new Error(`nobody is ${who}`)
  const expiresAt = new Date(Date.now() + 3_600_000)
  await createSession(db, {
    id: sessionId,
    accountId: account.id,
    sharedComputer: false,
    expiresAt,
  })
  const name = sessionCookieName()
  const token = { sid: sessionId, sub: account.id }
  const value = await encode({ token, secret: testSecret, salt: name })
  return { cookie: `${name}=${value}`, sessionId }
}

export type SyncHouse = {
  port: number
  projectId: ProjectId
  bus: Bus
  /** Names of the events so far. */
  names: string[]
  drain(): Promise<void>
  /** Ready or not, as `/readyz` says. */
  isReady(): Promise<boolean>
}

export type HouseOptions = {
  socketLimits?: Partial<SocketLimits>
  trustedProxies?: readonly string[]
  drainNoticeMs?: number
  silenceMs?: number
  /** Hears every event too. */
  sink?: Events
}

/**
 * The sync server alone, in this process, on a port of its own, with the demo in `db`.
 *
 * @param openBus makes what ties it to other nodes of the test.
 */
export async function startSyncHouse(
  db: Db,
  openBus: (events: Events) => Bus = () => new MemoryBus(),
  { sink, trustedProxies = ['loopback'], ...options }: HouseOptions = {},
): Promise<SyncHouse> {
  vi.stubEnv('AUTH_SECRET', testSecret)
  const projectId = await seedDemoProject(db)
  const { names, events: recorded } = recordedEvents()
  const events = sink === undefined ? recorded : allEvents(recorded, sink)
  const bus = openBus(events)
  const sync = startSync({ db, bus, publicUrl: testOrigin, events, ...options })
  const server = createHttpServer({
    pages: null,
    pageUpgrades: null,
    sync: sync.upgrade,
    syncRequests: sync.handle,
    trustedProxies,
    isReady: readiness({ ...sync, canStore: () => isDatabaseStoring(db) }),
  })
  const port = await listen(server, 0, '127.0.0.1')
  const drain = async () => {
    await sync.drain()
    await bus.close()
    server.close()
    server.closeAllConnections()
  }
  onTestFinished(drain)
  const isReady = async () => (await fetch(`http://localhost:${port}/readyz`)).ok
  return { port, projectId, bus, names, drain, isReady }
}

export type SocketOptions = {
  cookie?: string | undefined
  query?: string
  origin?: string
  /** What a proxy, or a client that lies, says of whom it serves. */
  forwardedFor?: string
  peer?: TestPeer
}

/** Opens a socket to `/sync/…` and connects a peer to it; the peer tells what happens. */
export function openSocket(
  house: { port: number; projectId: string },
  options: SocketOptions = {},
): { peer: TestPeer; socket: WebSocket } {
  const { cookie, query = 'ack=1', origin, forwardedFor, peer = new TestPeer() } = options
  const headers = {
    ...(cookie && { cookie }),
    ...(origin && { origin }),
    ...(forwardedFor && { 'x-forwarded-for': forwardedFor }),
  }
  const address = `ws://localhost:${house.port}/sync/${house.projectId}?${query}`
  const socket = new WebSocket(address, { headers })
  socket.binaryType = 'arraybuffer'
  socket.on('open', () => {
    peer.connect({
      send: (frame) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(frame)
      },
      hangUp: () => socket.close(),
    })
  })
  socket.on('message', (data) => {
    if (data instanceof ArrayBuffer) peer.receive(new Uint8Array(data))
  })
  socket.on('close', (code, reason) => peer.lineClosed(code, reason.toString()))
  // A close with its code follows; a refused connection has 1006.
  socket.on('error', () => socket.terminate())
  onTestFinished(() => socket.terminate())
  return { peer, socket }
}
