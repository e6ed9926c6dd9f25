import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { OpenRoom } from '#app/(workspace)/projets/[projectId]/_editor/open-room.ts'
import type { RoomStatus } from '#app/(workspace)/projets/[projectId]/_editor/room-status.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'
import { FakeServer } from '#tests/support/fake-server.ts'

let server: FakeServer
let room: OpenRoom
let stale: number

beforeEach(async () => {
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
  stale = 0
  server = await FakeServer.start()
  room = new OpenRoom({
    server: `ws://localhost:${server.port}`,
    projectId: 'p',
    epoch: 1,
    schemaVersion: 1,
    sections: ['needs'],
    me: { id: 'a', firstName: 'Tarek', lastName: 'Belvallon', color: 1, role: 'editor' },
    onStale: () => {
      stale += 1
    },
  })
})

afterEach(async () => {
  room.destroy()
  await server.stop()
  vi.unstubAllGlobals()
})

function write(words: string): void {
  room.doc.getMap('words').set(words, true)
}

/** Resolves once the room says so. */
function until(kind: RoomStatus['kind']): Promise<RoomStatus> {
  return vi.waitUntil(() => (room.status().kind === kind ? room.status() : null), {
    timeout: 15_000,
    interval: 10,
  })
}

test('what is written while the connection is down arrives, and its marker behind it', async () => {
  await until('saved')
  server.received.length = 0
  server.drop()
  await until('reconnecting')
  write('offline')
  const saved = await until('saved')
  expect(saved).toMatchObject({ back: true })
  expect(server.doc.getMap('words').has('offline')).toBe(true)
  const wire = server.received.filter((message) => message !== 'awareness')
  expect(wire.indexOf('sync 1')).toBeGreaterThan(-1)
  expect(wire.indexOf('marker 1')).toBeGreaterThan(wire.indexOf('sync 1'))
})

test('nothing is called saved until the server has acknowledged it', async () => {
  await until('saved')
  server.acknowledges = false
  write('one')
  await until('saving')
  expect(room.unsaved).toBe(1)
  expect(room.status()).toEqual({ kind: 'saving' })
  server.send(100, 1, 7)
  expect(await until('saved')).toMatchObject({ kind: 'saved' })
})

test('a refusal ends the document and says how much was not sent', async () => {
  await until('saved')
  server.acknowledges = false
  write('one')
  await vi.waitUntil(() => server.received.includes('marker 1'), { timeout: 10_000 })
  server.send(101, 1, 'not_allowed', 'no')
  server.close(closeCodes.notAllowed)
  await vi.waitUntil(() => 'code' in room.status(), { timeout: 10_000 })
  await vi.waitUntil(() => JSON.stringify(room.status()).includes('4403'), { timeout: 10_000 })
  expect(room.status()).toMatchObject({
    kind: 'refused',
    code: closeCodes.notAllowed,
    unsent: 1,
  })
})

test('a lost session pauses the document; back at the window it goes on with its edits', async () => {
  await until('saved')
  server.acknowledges = false
  write('one')
  server.closesWith = closeCodes.signedOut
  server.close(closeCodes.signedOut)
  expect(await until('signed-out')).toEqual({ kind: 'signed-out', unsent: 1 })

  server.closesWith = null
  server.acknowledges = true
  window.dispatchEvent(new Event('focus'))
  await until('saved')
  expect(server.doc.getMap('words').has('one')).toBe(true)
})

test('a transient close reads the page again, since a role may have changed', async () => {
  await until('saved')
  server.close(closeCodes.tryAgain)
  await vi.waitUntil(() => stale > 0, { timeout: 10_000 })
  await until('saved')
  expect(stale).toBe(1)
})

test('a room that is left goes on until its edits are saved, and holds the window until then', async () => {
  await until('saved')
  server.acknowledges = false
  write('one')
  room.leave()
  const closing = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(closing)
  expect(closing.defaultPrevented).toBe(true)

  await vi.waitUntil(() => server.received.includes('marker 1'), { timeout: 10_000 })
  server.send(100, 1, 7)
  await vi.waitUntil(() => room.doc.isDestroyed, { timeout: 5000 })
  const later = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(later)
  expect(later.defaultPrevented).toBe(false)
})
