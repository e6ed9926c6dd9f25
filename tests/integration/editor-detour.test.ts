import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { OpenRoom } from '#app/(workspace)/projets/[projectId]/_editor/open-room.ts'
import type { RoomStatus } from '#app/(workspace)/projets/[projectId]/_editor/room-status.ts'
import { findAccountByEmail } from '#db/queries/account.ts'
import { SCHEMA_VERSION, section } from '#lib/document/schema.ts'
import { Random } from '#tests/support/chaos/random.ts'
import { writeAtRandom } from '#tests/support/random-writing.ts'
import { PART } from '#tests/support/room-of-peers.ts'
import { SchoolProxy } from '#tests/support/school-proxy.ts'
import { cookieOf, openSocket, type SyncHouse, startSyncHouse } from '#tests/support/sync-house.ts'
import { type TestDb, testDb } from '#tests/support/test-db.ts'

const nodeFetch = globalThis.fetch
let database: TestDb
let house: SyncHouse
let proxy: SchoolProxy
let room: OpenRoom
let cookie: string

beforeAll(async () => {
  database = await testDb()
  return () => database.close()
})

beforeEach(async () => {
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
  proxy = await SchoolProxy.start()
  house = await startSyncHouse(database.db)
  proxy.leadTo(house.port)
  cookie = (await cookieOf(database.db, 'prof1')).cookie
  // What a browser does by itself: the cookie of the session goes along.
  vi.stubGlobal('fetch', (address: string | URL, init?: RequestInit) => {
    const headers = new Headers(init?.headers)
    headers.set('cookie', cookie)
    return nodeFetch(address, { ...init, headers })
  })
})

afterEach(async () => {
  room.destroy()
  await proxy.stop()
  vi.unstubAllGlobals()
})

async function openRoom(): Promise<void> {
  const account = await findAccountByEmail(database.db, 'prof1@demo.trame.test')
  class SignedInSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie } })
    }
  }
  const me = { firstName: 'Tarek', lastName: 'Belvallon', color: 1, role: 'editor' } as const
  room = new OpenRoom({
    server: `ws://localhost:${proxy.port}`,
    projectId: house.projectId,
    ...{ epoch: 1, schemaVersion: SCHEMA_VERSION, sections: [PART], onStale: () => undefined },
    me: { ...me, id: account?.id ?? '' },
    socket: SignedInSocket as unknown as typeof globalThis.WebSocket,
  })
}

function until(kind: RoomStatus['kind']): Promise<RoomStatus> {
  return vi.waitUntil(() => (room.status().kind === kind ? room.status() : null), {
    ...{ timeout: 30_000, interval: 10 },
  })
}

const untilVia = (via: 'socket' | 'http') =>
  vi.waitUntil(
    () => {
      const { link } = room.facts()
      return link.kind === 'open' && link.via === via
    },
    { timeout: 30_000, interval: 10 },
  )

const colleague = async () => {
  const { peer } = openSocket(house, { cookie: (await cookieOf(database.db, 'prof2')).cookie })
  await peer.synced()
  return peer
}

const partOf = (doc: OpenRoom['doc']) => section(doc, PART).toString()

test('where no socket gets through, words travel over HTTP, and over a socket once one does', async () => {
  await openRoom()
  await untilVia('http')
  const bob = await colleague()
  const random = new Random(5)
  for (let edit = 0; edit < 20; edit += 1) {
    writeAtRandom(room.doc, random)
    writeAtRandom(bob.doc, random)
  }
  await until('saved')
  await bob.saved()
  await vi.waitUntil(() => partOf(room.doc) === partOf(bob.doc), { timeout: 10_000 })

  proxy.passesSockets = true
  for (let edit = 0; edit < 20; edit += 1) writeAtRandom(room.doc, random)
  window.dispatchEvent(new Event('online'))
  for (let edit = 0; edit < 20; edit += 1) writeAtRandom(room.doc, random)
  await untilVia('socket')
  await until('saved')
  await vi.waitUntil(() => partOf(room.doc) === partOf(bob.doc), { timeout: 10_000 })
  expect(room.unsaved).toBe(0)
})

test('where answers are held back, events are asked for one after the other', async () => {
  proxy.holdsBack = true
  await openRoom()
  await untilVia('http')
  const bob = await colleague()
  writeAtRandom(bob.doc, new Random(7))
  await vi.waitUntil(() => partOf(room.doc) === partOf(bob.doc), { timeout: 10_000 })
  expect(proxy.requests.some((request) => request.endsWith('wait=stream'))).toBe(true)
  expect(proxy.requests.some((request) => request.endsWith('wait=20'))).toBe(true)
})

test('a server that is away sends nobody on a detour', async () => {
  proxy.passesSockets = true
  await openRoom()
  await untilVia('socket')
  proxy.leadTo(1)
  proxy.cut()
  await until('reconnecting')
  await vi.waitUntil(() => proxy.requests.filter((one) => one === 'GET /sync/ping').length > 1, {
    timeout: 20_000,
  })
  expect(proxy.requests.some((request) => request.includes('/http'))).toBe(false)
  proxy.leadTo(house.port)
  await untilVia('socket')
})
