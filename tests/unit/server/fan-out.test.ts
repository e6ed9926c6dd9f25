import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { FanOut } from '#server/sync/fan-out.ts'
import type { OutgoingUpdate, Peer } from '#server/sync/peer.ts'
import { decodeServerMessage } from '#server/sync/protocol.ts'
import { accountOf, recordedEvents } from '#tests/support/room-of-peers.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Someone who gets what leaves, and when. */
class Listener implements Peer {
  readonly canWrite = true
  readonly person
  readonly doc = new Y.Doc()
  /** `update`, or the marker of an acknowledgement. */
  readonly got: { what: string; at: number }[] = []
  constructor(name: string) {
    const role = 'editor' as const
    this.person = { accountId: accountOf(name), firstName: name, lastName: 'Test', role }
  }
  sendUpdate({ update }: OutgoingUpdate): void {
    Y.applyUpdate(this.doc, update)
    this.got.push({ what: 'update', at: Date.now() })
  }
  sendAcknowledgement(frame: Uint8Array): void {
    const message = decodeServerMessage(frame)
    if (message.type !== 'acknowledgement') throw new Error('no acknowledgement')
    this.got.push({ what: `ack ${message.marker}`, at: Date.now() })
  }
  sendEvent(): void {
    throw new Error('an update is no event')
  }
  sendPresence(): void {
    throw new Error('an update is no presence')
  }
  close(): void {
    throw new Error('an update closes nobody')
  }
  get text(): string {
    return this.doc.getText('t').toString()
  }
}

function roomOf(...names: string[]) {
  const listeners = names.map((name) => new Listener(name))
  const fanOut = new FanOut(new Set<Peer>(listeners), () => Date.now(), recordedEvents().events)
  const doc = new Y.Doc()
  const write = (author: Peer | null) => {
    const before = Y.encodeStateVector(doc)
    doc.getText('t').insert(doc.getText('t').length, 'x')
    fanOut.broadcast(Y.encodeStateAsUpdate(doc, before), author)
  }
  /** Someone writes every few milliseconds, until the room knows that it is busy. */
  const keepWriting = async (everyMs: number, times: number) => {
    for (let round = 0; round < times; round += 1) {
      write(null)
      await vi.advanceTimersByTimeAsync(everyMs)
    }
  }
  return { fanOut, listeners, doc, write, keepWriting }
}

test('[R4] in a quiet room an update leaves in the turn in which it came', async () => {
  const { listeners, write } = roomOf('ann', 'bob')
  const [ann, bob] = listeners
  for (let round = 0; round < 30; round += 1) {
    write(ann ?? null)
    await vi.advanceTimersByTimeAsync(0)
    expect(bob?.got).toHaveLength(round + 1)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(ann?.got).toEqual([])
})

test('[R4] in a busy room updates leave merged, none later than the longest wait', async () => {
  const { listeners, doc, write, keepWriting } = roomOf('ann')
  const [ann] = listeners
  await keepWriting(4, 200)
  const before = ann?.got.length ?? 0
  expect(before).toBeLessThan(150)
  write(null)
  const writtenAt = Date.now()
  await vi.advanceTimersByTimeAsync(50)
  expect(ann?.got.length).toBe(before + 1)
  expect((ann?.got.at(-1)?.at ?? 0) - writtenAt).toBeLessThanOrEqual(50)
  expect(ann?.text).toBe(doc.getText('t').toString())
})

test('[R4] a room that was busy is quiet again soon', async () => {
  const { listeners, write, keepWriting } = roomOf('ann')
  const [ann] = listeners
  await keepWriting(4, 200)
  await keepWriting(100, 20)
  const before = ann?.got.length ?? 0
  write(null)
  await vi.advanceTimersByTimeAsync(0)
  expect(ann?.got.length).toBe(before + 1)
})

test('[R3] [R4] in a busy room the newest acknowledgement leaves just before the next update', async () => {
  const { fanOut, listeners, write, keepWriting } = roomOf('ann')
  const [ann] = listeners
  await keepWriting(4, 200)
  await vi.advanceTimersByTimeAsync(50)
  const before = ann?.got.length ?? 0
  if (ann === undefined) throw new Error('nobody is there')
  write(null)
  fanOut.acknowledge(ann, { marker: 7, seq: 70 })
  fanOut.acknowledge(ann, { marker: 8, seq: 80 })
  await vi.advanceTimersByTimeAsync(50)
  expect(ann.got.slice(before).map(({ what }) => what)).toEqual(['ack 8', 'update'])
  fanOut.acknowledge(ann, { marker: 9, seq: 90 })
  await vi.advanceTimersByTimeAsync(50)
  expect(ann.got.at(-1)?.what).toBe('ack 9')
})
