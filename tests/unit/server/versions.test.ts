import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { header, section } from '#lib/document/schema.ts'
import { isMassDeletion } from '#server/sync/guard/mass-deletion.ts'
import { VersionKeeper } from '#server/versions/version-keeper.ts'
import {
  MemoryVersions,
  newLog,
  PART,
  projectId,
  recordedEvents,
  testHouse,
} from '#tests/support/room-of-peers.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'
import { paragraph } from '#tests/support/words-house.ts'

const minute = 60_000
const write = (peer: TestPeer, text: string) =>
  (header(peer.doc).get('summary') as Y.Text).insert(0, text)

describe('by themselves', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function keeper(versions = new MemoryVersions()) {
    const { names, events } = recordedEvents()
    const stored = vi.fn()
    const kept = new VersionKeeper({
      ...{ projectId, versions, events, clock: () => Date.now(), onStored: stored },
      afterPending: (done) => done(),
    })
    const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
    const kinds = () => versions.stored.map(({ kind }) => kind)
    return { kept, versions, names, stored, pass, kinds }
  }

  test('[V1] a burst of writing gives one version, five quiet minutes after its last word', async () => {
    const { kept, pass, kinds, stored } = keeper()
    for (let round = 0; round < 8; round += 1) {
      await pass(2 * minute)
      kept.noteWrite()
    }
    await pass(5 * minute - 1)
    expect(kinds()).toEqual([])
    await pass(1)
    expect(kinds()).toEqual(['automatic'])
    expect(stored).toHaveBeenCalledTimes(1)
    await pass(600 * minute)
    expect(kinds()).toEqual(['automatic'])
    kept.noteWrite()
    await pass(5 * minute)
    expect(kinds()).toEqual(['automatic', 'automatic'])
  })

  test('[V1] writing without a pause gives one every thirty minutes', async () => {
    const { kept, pass, kinds } = keeper()
    for (let round = 0; round < 95; round += 1) {
      kept.noteWrite()
      await pass(minute)
    }
    expect(kinds()).toEqual(['automatic', 'automatic', 'automatic'])
  })

  test('[V1] a version that cannot be stored is tried again', async () => {
    const versions = new MemoryVersions()
    const { store } = versions
    versions.store = async () => Promise.reject(new Error('away'))
    const { pass, kinds, names } = keeper(versions)
    await pass(5 * minute)
    expect(names).toEqual(['failed'])
    versions.store = store
    await pass(5 * minute)
    expect(kinds()).toEqual(['automatic'])
  })

  test('[V2] what is closed gives one for what was written, and none for what has one', async () => {
    const { kept, pass, kinds } = keeper()
    kept.stop()
    await kept.close()
    await kept.close()
    await pass(60 * minute)
    expect(kinds()).toEqual(['automatic'])
  })

  test('[V4] deletions that follow each other give one version a minute', async () => {
    const { kept, pass, kinds } = keeper()
    const [first, second] = [kept.beforeDeletion(), kept.beforeDeletion()]
    expect(first).toBe(second)
    await first
    expect(kept.beforeDeletion()).toBeNull()
    await pass(minute)
    await kept.beforeDeletion()
    expect(kinds().filter((kind) => kind === 'before-deletion')).toHaveLength(2)
  })

  test('[V4] a version that fails keeps nobody from deleting', async () => {
    const versions = new MemoryVersions()
    versions.store = async () => Promise.reject(new Error('away'))
    const { kept, names } = keeper(versions)
    await kept.beforeDeletion()
    expect(kept.beforeDeletion()).toBeNull()
    expect(names).toEqual(['failed'])
  })
})

describe('before a mass deletion', () => {
  async function house() {
    const log = await newLog()
    const versions = new MemoryVersions(log)
    const made = await testHouse({ log, versions, graceMs: 60_000 })
    return { ...made, versions }
  }

  test('[V3] the state before it becomes a version, all that was written before included', async () => {
    const { join, log, versions } = await house()
    const [{ peer: ann }, { peer: bob }] = [await join('ann'), await join('bob')]
    section(ann.doc, PART).insert(0, [paragraph('x'.repeat(600))])
    write(bob, 'known ')
    await Promise.all([ann.saved(), bob.saved()])
    const rows = log.rows(projectId).length
    log.hold()
    write(bob, 'pending ')
    section(ann.doc, PART).delete(0, 1)
    write(ann, 'after')
    write(bob, 'meanwhile ')
    await ann.until(() =>
      (header(ann.doc).get('summary') as Y.Text).toString().includes('meanwhile'),
    )
    expect(versions.stored).toEqual([])
    // The deletion waits for it: nobody has lost the text yet.
    expect(section(bob.doc, PART).length).toBe(2)
    log.release()
    await Promise.all([ann.saved(), bob.saved()])
    expect(versions.stored.map(({ kind }) => kind)).toEqual(['before-deletion'])
    // With what was pending; the deletion is not in it.
    expect(versions.stored[0]?.rows).toBeGreaterThan(rows)
    await bob.until(() => section(bob.doc, PART).length === 1)
    expect(section(bob.doc, PART).toString()).toBe(section(ann.doc, PART).toString())
    await bob.until(() => bob.of('event').some(({ json }) => json === '{"type":"versions"}'))
  })

  test('[V3] half of a part, or a short one, is deleted without a version', async () => {
    const { join, versions } = await house()
    const { peer } = await join('ann')
    const part = section(peer.doc, PART)
    part.insert(0, [paragraph('x'.repeat(600)), paragraph('y'.repeat(600))])
    part.delete(0, 1)
    section(peer.doc, 'initial-diagnosis').insert(0, [paragraph('z'.repeat(499))])
    section(peer.doc, 'initial-diagnosis').delete(0, 1)
    await peer.saved()
    expect(versions.stored).toEqual([])
  })

  test('[V3] text counts once, in blocks that go and letter by letter, in records too', () => {
    const doc = new Y.Doc()
    const part = section(doc, PART)
    part.insert(0, [paragraph('x'.repeat(500)), paragraph('y'.repeat(499))])
    const deletionsOf = (act: (copy: Y.Doc) => void) => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
      let found: Y.Transaction['deleteSet'] | undefined
      copy.on('afterTransaction', ({ deleteSet }: Y.Transaction) => {
        found = deleteSet
      })
      act(copy)
      return [...(found?.clients ?? [])].flatMap(([client, items]) =>
        items.map(({ clock, len }) => ({ client, clock, length: len })),
      )
    }
    const first = deletionsOf((copy) => section(copy, PART).delete(0, 1))
    expect(isMassDeletion(doc, first)).toBe(true)
    // A forger names the block alone: what is in it goes as well.
    expect(
      isMassDeletion(
        doc,
        first.map((range) => ({ ...range, length: 1 })),
      ),
    ).toBe(true)
    expect(
      isMassDeletion(
        doc,
        deletionsOf((copy) => section(copy, PART).delete(1, 1)),
      ),
    ).toBe(false)
    const need = new Y.Map<unknown>()
    doc.getMap('records:need').set('need-1', need)
    need.set('description', new Y.Text('d'.repeat(500)))
    const removed = deletionsOf((copy) => copy.getMap('records:need').delete('need-1'))
    expect(isMassDeletion(doc, removed)).toBe(true)
  })
})
