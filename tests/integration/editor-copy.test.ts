import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DeviceCopy } from '#app/(workspace)/projets/[projectId]/_editor/offline/device-copy.ts'
import { openDeviceDatabase } from '#app/(workspace)/projets/[projectId]/_editor/offline/device-database.ts'
import { countUnsent } from '#app/(workspace)/projets/[projectId]/_editor/offline/erase-person.ts'
import { OpenRoom } from '#app/(workspace)/projets/[projectId]/_editor/open-room.ts'
import type { RoomStatus } from '#app/(workspace)/projets/[projectId]/_editor/room-status.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'
import { FakeServer } from '#tests/support/fake-server.ts'

let server: FakeServer
let rooms: OpenRoom[]

beforeEach(async () => {
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('indexedDB', new IDBFactory())
  server = await FakeServer.start()
  rooms = []
})

afterEach(async () => {
  for (const room of rooms) if (!room.doc.isDestroyed) room.destroy()
  await server.stop()
  vi.unstubAllGlobals()
})

/** A window of Ann's, on the same device each time. */
async function openWindow(port = server.port): Promise<{ room: OpenRoom; copy: DeviceCopy }> {
  const document = { projectId: 'p', epoch: 1, schemaVersion: 1 }
  const copy = await DeviceCopy.open({ ...document, personId: 'ann' })
  const room = new OpenRoom({
    ...document,
    server: `ws://localhost:${port}`,
    sections: ['needs'],
    me: { id: 'ann', firstName: 'Ann', lastName: 'Belvallon', color: 1, role: 'editor' },
    onStale: () => undefined,
    copy,
  })
  rooms.push(room)
  return { room, copy }
}

function until(room: OpenRoom, kind: RoomStatus['kind']): Promise<RoomStatus> {
  return vi.waitUntil(() => (room.status().kind === kind ? room.status() : null), {
    timeout: 15_000,
    interval: 10,
  })
}

test('what was written offline in a closed window is shown, counted, sent and acknowledged', async () => {
  server.doc.getMap('words').set('before', true)
  const first = await openWindow()
  await until(first.room, 'saved')
  const port = server.port
  await server.stop()
  first.room.doc.getMap('words').set('offline', true)
  await first.copy.settled()
  first.room.destroy()

  const { room, copy } = await openWindow(port)
  expect(room.loaded).toBe(true)
  expect([...room.doc.getMap('words').keys()].sort()).toEqual(['before', 'offline'])
  expect(room.unsaved).toBe(1)
  await until(room, 'reconnecting')

  server = await FakeServer.start(port)
  await until(room, 'saved')
  expect([...server.doc.getMap('words').keys()].sort()).toEqual(['before', 'offline'])
  await copy.settled()
  expect(await countUnsent('ann')).toBe(0)
})

test('closing the window asks only while an edit is neither saved nor on the device', async () => {
  const { room, copy } = await openWindow()
  await until(room, 'saved')
  server.acknowledges = false
  const asks = () => {
    const closing = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(closing)
    return closing.defaultPrevented
  }
  room.doc.getMap('words').set('one', true)
  expect(asks()).toBe(true)
  await copy.settled()
  expect(asks()).toBe(false)
  await until(room, 'kept')
})

test('a window that is hidden writes at once what it was going to write', async () => {
  const { room, copy } = await openWindow()
  await until(room, 'saved')
  server.acknowledges = false
  const timers = vi.spyOn(globalThis, 'setTimeout').mockReturnValue(0 as never)
  room.doc.getMap('words').set('one', true)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'hidden' }))
  window.dispatchEvent(new Event('visibilitychange'))
  timers.mockRestore()
  await vi.waitUntil(() => copy.state() === 'kept')
})

test('a refused document is set aside, and the next window opens a fresh one', async () => {
  const { room, copy } = await openWindow()
  await until(room, 'saved')
  server.acknowledges = false
  room.doc.getMap('words').set('refused', true)
  await vi.waitUntil(() => server.received.includes('marker 1'), { timeout: 10_000 })
  server.send(101, 1, 'not_allowed', 'no')
  server.close(closeCodes.notAllowed)
  await until(room, 'refused')
  await copy.settled()

  const db = await openDeviceDatabase()
  expect(await db.getAll('setAside')).toMatchObject([{ personId: 'ann', unsent: 1 }])
  db.close()
  const next = await openWindow()
  expect(next.copy.updates).toEqual([])
  expect(next.room.unsaved).toBe(0)
})

test('after a lost session the copy goes on with its edits', async () => {
  const { room, copy } = await openWindow()
  await until(room, 'saved')
  server.acknowledges = false
  room.doc.getMap('words').set('one', true)
  server.closesWith = closeCodes.signedOut
  server.close(closeCodes.signedOut)
  await until(room, 'signed-out')
  await copy.settled()
  room.destroy()

  server.closesWith = null
  server.acknowledges = true
  const next = await openWindow()
  await until(next.room, 'saved')
  expect(server.doc.getMap('words').has('one')).toBe(true)
})
