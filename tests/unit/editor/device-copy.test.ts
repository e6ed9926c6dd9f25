import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { DeviceCopy } from '#app/(workspace)/projets/[projectId]/_editor/offline/device-copy.ts'
import { openDeviceDatabase } from '#app/(workspace)/projets/[projectId]/_editor/offline/device-database.ts'
import {
  countUnsent,
  erasePerson,
} from '#app/(workspace)/projets/[projectId]/_editor/offline/erase-person.ts'
import { listSetAside } from '#app/(workspace)/projets/[projectId]/_editor/offline/set-aside.ts'

const owner = { personId: 'ann', projectId: 'p', epoch: 1, schemaVersion: 1 }

beforeEach(() => void vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A document whose every change goes to `copy`, as an edit made here. */
function documentOf(copy: DeviceCopy): Y.Doc {
  const doc = new Y.Doc()
  for (const update of copy.updates) Y.applyUpdate(doc, update)
  doc.on('update', (update: Uint8Array) => copy.write(update, true))
  return doc
}

/** What the next window would show. */
async function storedText(of = owner): Promise<string> {
  const copy = await DeviceCopy.open(of)
  const doc = documentOf(copy)
  copy.close()
  return doc.getText('t').toString()
}

async function rowsOnDevice(): Promise<number> {
  const db = await openDeviceDatabase()
  const counts = [db.count('copy'), db.count('update'), db.count('unsent'), db.count('setAside')]
  const total = (await Promise.all(counts)).reduce((sum, value) => sum + value, 0)
  db.close()
  return total
}

test('what is written comes back, with the number of edits that no server has', async () => {
  const copy = await DeviceCopy.open(owner)
  const text = documentOf(copy).getText('t')
  text.insert(0, 'one')
  expect(copy.state()).toBe('writing')
  text.insert(3, ' two')
  await copy.settled()
  expect(copy.state()).toBe('kept')

  const again = await DeviceCopy.open(owner)
  expect(again.unsent).toHaveLength(2)
  again.acknowledged(1)
  await again.settled()
  expect(await countUnsent('ann')).toBe(1)
  expect(await storedText()).toBe('one two')
})

test('what colleagues write waits a little, never longer than an edit that follows it', async () => {
  const copy = await DeviceCopy.open(owner)
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array, origin: unknown) => copy.write(update, origin === null))
  const colleague = new Y.Doc()
  colleague.getText('t').insert(0, 'one')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague), 'server')
  expect(copy.state()).toBe('kept')
  doc.getText('t').insert(3, ' two')
  await vi.waitUntil(() => copy.state() === 'kept')
  expect(await storedText()).toBe('one two')

  colleague.getText('t').insert(0, 'zero ')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague), 'server')
  copy.close()
  expect(await storedText()).toBe('zero one two')
})

test('edits that follow each other closely are written in one transaction', async () => {
  const copy = await DeviceCopy.open(owner)
  const text = documentOf(copy).getText('t')
  const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction')
  for (const letter of 'abc') text.insert(text.length, letter)
  await vi.waitUntil(() => copy.state() === 'kept')
  expect(transactions).toHaveBeenCalledTimes(1)
  expect(await storedText()).toBe('abc')
  expect(await countUnsent('ann')).toBe(3)
})

test('what is typed while a transaction is being completed is written too', async () => {
  const copy = await DeviceCopy.open(owner)
  const text = documentOf(copy).getText('t')
  const add = IDBObjectStore.prototype.add
  const typeMore = () => {
    if (text.length < 5) text.insert(text.length, 'b')
  }
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
  ) {
    this.transaction.addEventListener('complete', typeMore)
    return add.call(this, value)
  })
  text.insert(0, 'a')
  await vi.waitUntil(() => text.length === 5 && copy.state() === 'kept', { timeout: 10_000 })
  expect(await storedText()).toBe('abbbb')
  expect(await countUnsent('ann')).toBe(5)
})

test('an edit that is acknowledged before it is written does not wait', async () => {
  const copy = await DeviceCopy.open(owner)
  documentOf(copy).getText('t').insert(0, 'one')
  copy.acknowledged(1)
  await copy.settled()
  expect(await countUnsent('ann')).toBe(0)
  expect(await storedText()).toBe('one')
})

test('two windows append to the same copy', async () => {
  const [left, right] = [await DeviceCopy.open(owner), await DeviceCopy.open(owner)]
  documentOf(left).getText('t').insert(0, 'left')
  documentOf(right).getText('t').insert(0, 'right')
  await Promise.all([left.settled(), right.settled()])
  expect(['leftright', 'rightleft']).toContain(await storedText())
})

test('many rows become one, and edits that wait stay known', async () => {
  const copy = await DeviceCopy.open(owner)
  const text = documentOf(copy).getText('t')
  for (let index = 0; index < 290; index += 1) text.insert(index, 'a')
  copy.acknowledged(290)
  await copy.settled()
  for (let index = 290; index < 305; index += 1) text.insert(index, 'b')
  await copy.settled()
  expect(await storedText()).toBe('a'.repeat(290) + 'b'.repeat(15))
  expect(await countUnsent('ann')).toBe(15)
  expect(await rowsOnDevice()).toBe(1 + 1 + 15 + 15)
})

test('signing out erases one person’s copies, and a window still open writes nothing more', async () => {
  const ann = await DeviceCopy.open(owner)
  const bob = await DeviceCopy.open({ ...owner, personId: 'bob' })
  const text = documentOf(ann).getText('t')
  text.insert(0, 'ann')
  documentOf(bob).getText('t').insert(0, 'bob')
  await Promise.all([ann.settled(), bob.settled()])

  await erasePerson('ann')
  text.insert(3, ' again')
  await ann.settled()
  expect(ann.state()).toBe('none')
  expect(await countUnsent('ann')).toBe(0)
  expect(await rowsOnDevice()).toBe(3)
  expect(await storedText({ ...owner, personId: 'bob' })).toBe('bob')
})

test('a document that cannot go on is set aside when something was not sent', async () => {
  const copy = await DeviceCopy.open(owner)
  const doc = documentOf(copy)
  doc.getText('t').insert(0, 'refused')
  await copy.end(doc)
  expect(copy.state()).toBe('none')
  expect(await storedText()).toBe('')

  const db = await openDeviceDatabase()
  const [aside] = await listSetAside(db, owner)
  db.close()
  const kept = new Y.Doc()
  Y.applyUpdate(kept, aside?.update ?? new Uint8Array())
  expect(kept.getText('t').toString()).toBe('refused')
  expect(aside).toMatchObject({ unsent: 1, epoch: 1 })
})

test('a new epoch sets the unsent copy of the old one aside, and erases a sent one', async () => {
  const copy = await DeviceCopy.open(owner)
  documentOf(copy).getText('t').insert(0, 'old')
  await copy.settled()
  await DeviceCopy.open({ ...owner, epoch: 2 })
  const next = await DeviceCopy.open({ ...owner, epoch: 3 })
  expect(next.updates).toEqual([])
  const db = await openDeviceDatabase()
  expect(await db.count('copy')).toBe(1)
  expect(await listSetAside(db, owner)).toMatchObject([{ epoch: 1, unsent: 1 }])
  db.close()
})

test('all of a document that was replaced is set aside, also what the server had', async () => {
  const copy = await DeviceCopy.open(owner)
  const doc = documentOf(copy)
  doc.getText('t').insert(0, 'sent')
  copy.acknowledged(1)
  await copy.end(doc, { isReplaced: true })
  const second = await DeviceCopy.open({ ...owner, epoch: 2 })
  documentOf(second).getText('t').insert(0, 'sent too')
  second.acknowledged(1)
  await second.settled()
  await DeviceCopy.open({ ...owner, epoch: 3 })
  const db = await openDeviceDatabase()
  const aside = await listSetAside(db, owner)
  db.close()
  const texts = aside.map(({ update }) => {
    const kept = new Y.Doc()
    Y.applyUpdate(kept, update)
    return kept.getText('t').toString()
  })
  expect(texts.sort()).toEqual(['sent', 'sent too'])
  expect(aside.map(({ unsent }) => unsent)).toEqual([0, 0])
})

test('a device without room says so, and has everything once there is room again', async () => {
  const copy = await DeviceCopy.open(owner)
  const text = documentOf(copy).getText('t')
  text.insert(0, 'one')
  await copy.settled()
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  text.insert(3, ' two')
  await copy.settled()
  expect(copy.state()).toBe('full')

  vi.restoreAllMocks()
  text.insert(7, ' three')
  await copy.settled()
  expect(copy.state()).toBe('kept')
  expect(await storedText()).toBe('one two three')
})
