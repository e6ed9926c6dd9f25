import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HttpWire } from '#server/sync/fallback/http-wire.ts'
import { Outbox } from '#server/sync/outbox.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What the wire uses of an answer; `isFull` as when the network takes nothing more. */
class Answer extends EventEmitter {
  writableNeedDrain = false
  text = ''
  isEnded = false
  writeHead(): void {
    // The status and its headers are for a real client to judge.
  }
  write(text: string): void {
    if (this.isEnded) throw new Error('written after the end')
    this.text += text
  }
  end(): void {
    this.isEnded = true
  }
  destroy(): void {
    this.isEnded = true
    this.emit('close')
  }
  /** Frames that came, by their first byte. */
  get frames(): number[] {
    const lines = this.text.split('\n').filter((line) => line.startsWith('data: '))
    return lines.map((line) => Buffer.from(line.slice(6), 'base64')[0] ?? -1)
  }
}

function wired() {
  const happened: string[] = []
  const wire = new HttpWire({
    onLost: () => happened.push('lost'),
    onEnded: () => happened.push('ended'),
  })
  const attach = (received: number, poll?: number) => {
    const answer = new Answer()
    const wait = poll === undefined ? ({ kind: 'stream' } as const) : { kind: 'poll', ms: poll }
    const isAttached = wire.attach(
      answer as unknown as ServerResponse,
      wait as Parameters<HttpWire['attach']>[1],
      received,
    )
    return Object.assign(answer, { isAttached })
  }
  const send = async (...bytes: number[]) => {
    for (const byte of bytes) wire.send(Uint8Array.of(byte), () => happened.push(`taken ${byte}`))
    await Promise.resolve()
  }
  return { wire, happened, attach, send }
}

test('[P14] what a broken answer took along comes again, what was confirmed does not', async () => {
  const { wire, happened, attach, send } = wired()
  const first = attach(0)
  await send(11, 12, 13)
  expect(first.frames).toEqual([11, 12, 13])
  first.emit('close')
  await send(14)
  const second = attach(2)
  expect(second.frames).toEqual([13, 14])
  expect(happened).toEqual(['taken 11', 'taken 12'])
  expect(wire.bufferedBytes).toBe(2)
  expect(attach(1).isAttached).toBe(false)
  expect(attach(5).isAttached).toBe(false)
  expect(wire.confirm(4)).toBe(true)
  expect(wire.bufferedBytes).toBe(0)
})

test('[P14] a newer request takes the events, the one before it is let go', async () => {
  const { attach, send } = wired()
  const [first, second] = [attach(0), attach(0)]
  expect(first.isEnded).toBe(true)
  first.emit('close')
  await send(11)
  expect([first.frames, second.frames]).toEqual([[], [11]])
})

test('[P13] a poll ends with the first events, or when its time is over', async () => {
  const { attach, send } = wired()
  const empty = attach(0, 20_000)
  vi.advanceTimersByTime(20_000)
  expect([empty.isEnded, empty.frames]).toEqual([true, []])
  await send(11)
  const waiting = attach(0, 20_000)
  expect([waiting.isEnded, waiting.frames]).toEqual([true, [11]])
  await send(12)
  expect(attach(1, 0).frames).toEqual([12])
})

test('[P16] a reader that confirms nothing is slow, and closed as one', async () => {
  const { wire, attach } = wired()
  const happened: string[] = []
  const outbox = new Outbox({
    ...{ wire, clock: () => Date.now() },
    onStalled: () => happened.push('stalled'),
    onPresenceMissed: () => happened.push('presence'),
  })
  const answer = attach(0)
  const big = new Uint8Array(600_000).fill(7)
  for (let frame = 0; frame < 3; frame += 1) outbox.send(big)
  await Promise.resolve()
  expect([answer.frames.length, outbox.queuedBytes]).toEqual([2, 600_000])
  wire.confirm(2)
  await Promise.resolve()
  expect([answer.frames.length, outbox.queuedBytes]).toEqual([3, 0])
  outbox.send(big)
  outbox.send(big)
  vi.advanceTimersByTime(15_000)
  outbox.checkStalled()
  expect(happened).toEqual(['stalled'])
})

test('[P16] what the network does not take waits', async () => {
  const { attach, send } = wired()
  const answer = attach(0)
  answer.writableNeedDrain = true
  await send(11, 12)
  expect(answer.frames).toEqual([])
  answer.writableNeedDrain = false
  answer.emit('drain')
  await Promise.resolve()
  expect(answer.frames).toEqual([11, 12])
})

test('[P16] a line whose events nobody fetches is closed after 15 s, a silent one after 75 s', async () => {
  const left = wired()
  left.attach(0).emit('close')
  vi.advanceTimersByTime(14_900)
  left.attach(0).emit('close')
  vi.advanceTimersByTime(14_900)
  expect(left.happened).toEqual([])
  vi.advanceTimersByTime(200)
  expect(left.happened).toEqual(['ended', 'lost'])

  const silent = wired()
  silent.attach(0)
  vi.advanceTimersByTime(70_000)
  silent.wire.confirm(0)
  vi.advanceTimersByTime(74_900)
  expect(silent.happened).toEqual([])
  vi.advanceTimersByTime(200)
  expect(silent.happened).toEqual(['ended', 'lost'])
})

test('[P16] a page that asks now and then is not gone between two visits', () => {
  const { happened, attach } = wired()
  for (let visit = 0; visit < 5; visit += 1) {
    attach(0, 0)
    vi.advanceTimersByTime(60_000)
  }
  expect(happened).toEqual([])
})

test('[P13] the news of a close is the last event, and waits a while for who asks', async () => {
  const { wire, happened, attach, send } = wired()
  await send(11)
  wire.close(4403, 'no role')
  const answer = attach(0, 0)
  expect(answer.frames[0]).toBe(11)
  expect(answer.text).toContain('event: close\ndata: {"code":4403,"reason":"no role"}')
  expect(answer.isEnded).toBe(true)
  answer.emit('close')
  expect(happened).toContain('ended')

  const unasked = wired()
  unasked.wire.close(4403, 'no role')
  vi.advanceTimersByTime(10_000)
  expect(unasked.happened).toEqual(['ended'])
})
