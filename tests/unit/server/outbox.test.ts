import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { Outbox } from '#server/sync/outbox.ts'
import {
  decodeServerMessage,
  encodeAcknowledgement,
  encodeUpdate,
  heartbeat,
} from '#server/sync/protocol.ts'
import type { Wire } from '#server/sync/wire.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A network that takes what it is given when the test says so. */
class SlowWire implements Wire {
  readonly sent: Uint8Array[] = []
  bufferedBytes = 0
  /** What it is full with again as soon as it is given something. */
  fillsUpTo = 0
  readonly #taken: (() => void)[] = []

  send(frame: Uint8Array, onTaken: () => void): void {
    this.sent.push(frame)
    this.#taken.push(onTaken)
    this.bufferedBytes += this.fillsUpTo
  }
  takeAll(): void {
    this.take(0)
  }
  /** @param left bytes that it still has after it. */
  take(left: number): void {
    this.bufferedBytes = left
    for (const onTaken of this.#taken.splice(0)) onTaken()
  }
  ping(): void {
    throw new Error('an outbox pings nobody')
  }
  close(): void {
    throw new Error('an outbox closes nothing')
  }
  terminate(): void {
    throw new Error('an outbox drops nothing')
  }
}

function slowLine() {
  const happened: string[] = []
  const wire = new SlowWire()
  const outbox = new Outbox({
    ...{ wire, clock: () => Date.now() },
    onStalled: () => happened.push('stalled'),
    onPresenceMissed: () => happened.push('presence'),
  })
  return { wire, outbox, happened }
}

const acknowledgement = (marker: number) => encodeAcknowledgement(marker, 1)

test('[R5] a slow reader that still reads is not closed', () => {
  const { wire, outbox, happened } = slowLine()
  wire.bufferedBytes = 10_000_000
  outbox.send(Uint8Array.of(1))
  for (let round = 0; round < 6; round++) {
    vi.advanceTimersByTime(14_000)
    wire.bufferedBytes -= 1_000_000
    outbox.checkStalled()
  }
  expect(happened).toEqual([])
  vi.advanceTimersByTime(15_000)
  outbox.checkStalled()
  expect(happened).toEqual(['stalled'])
})

test('[R5] what waited for a slow reader leaves once they read again, in order, updates merged', () => {
  const { wire, outbox, happened } = slowLine()
  const [writer, reader] = [new Y.Doc(), new Y.Doc()]
  writer.on('update', (update: Uint8Array) => {
    outbox.sendUpdate({ update, frame: encodeUpdate(update) })
  })
  const write = (times: number) => {
    for (let time = 0; time < times; time += 1) writer.getText('t').insert(0, 'x')
  }
  write(1)
  wire.bufferedBytes = 2_000_000
  write(100)
  outbox.send(acknowledgement(7))
  outbox.sendPresence(heartbeat)
  write(100)
  expect(wire.sent).toHaveLength(1)
  expect(outbox.queuedBytes).toBeGreaterThan(1000)
  wire.takeAll()
  const messages = wire.sent.map(decodeServerMessage)
  for (const message of messages) if ('update' in message) Y.applyUpdate(reader, message.update)
  expect(reader.getText('t').toString()).toBe('x'.repeat(201))
  const [update, stored] = ['update', 'acknowledgement']
  const types = messages.map(({ type }) => type)
  expect(types).toEqual([update, update, update, stored, update, update])
  expect([outbox.queuedBytes, happened]).toEqual([0, ['presence']])
  write(1)
  expect(wire.sent).toHaveLength(7)
})

test('[R5] what waited stays in its order when the network fills up again meanwhile', () => {
  const { wire, outbox, happened } = slowLine()
  outbox.send(acknowledgement(0))
  wire.fillsUpTo = 2_000_000
  wire.bufferedBytes = 2_000_000
  for (let marker = 1; marker <= 3; marker += 1) outbox.send(acknowledgement(marker))
  outbox.sendPresence(heartbeat)
  wire.takeAll()
  expect(wire.sent).toHaveLength(2)
  outbox.send(acknowledgement(4))
  for (let round = 0; round < 2; round += 1) wire.takeAll()
  expect([wire.sent.length, happened]).toEqual([4, []])
  wire.takeAll()
  const markers = wire.sent.map((frame) => decodeServerMessage(frame))
  expect(markers).toMatchObject([0, 1, 2, 3, 4].map((marker) => ({ marker })))
  expect(happened).toEqual(['presence'])
})

test('[R5] while the network has more than 64 kB of what it was given, nothing overtakes what waits', () => {
  const { wire, outbox } = slowLine()
  outbox.send(acknowledgement(0))
  wire.bufferedBytes = 2_000_000
  outbox.send(acknowledgement(1))
  wire.take(70_000)
  outbox.send(acknowledgement(2))
  expect(wire.sent).toHaveLength(1)
})

test('[R5] a reader for whom more than 4 MB wait is sent away', () => {
  const { wire, outbox, happened } = slowLine()
  wire.bufferedBytes = 2_000_000
  for (let count = 0; count < 4; count += 1) outbox.send(new Uint8Array(1024 * 1024))
  expect(happened).toEqual([])
  outbox.send(Uint8Array.of(1))
  expect(happened).toEqual(['stalled'])
})
