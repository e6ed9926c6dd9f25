import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { Outbox } from '#server/sync/outbox.ts'
import { WebSocketWire } from '#server/sync/web-socket-wire.ts'
import type { Wire } from '#server/sync/wire.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** What the wire uses of a WebSocket. */
class Socket extends EventEmitter {
  readonly OPEN = 1
  readonly readyState = 1
  readonly bufferedAmount = 0
  pings = 0
  isTerminated = false
  ping(): void {
    this.pings += 1
  }
  terminate(): void {
    this.isTerminated = true
    this.emit('close')
  }
}

function wired(): Socket {
  const socket = new Socket()
  new WebSocketWire(socket as unknown as WebSocket, new PassThrough())
  return socket
}

test('[P11] a socket that leaves two pings unanswered is dropped', () => {
  const socket = wired()
  vi.advanceTimersByTime(60_000)
  expect([socket.pings, socket.isTerminated]).toEqual([2, false])
  vi.advanceTimersByTime(25_000)
  expect(socket.isTerminated).toBe(true)
})

test('[P11] a socket that answers stays', () => {
  const socket = wired()
  socket.on('newListener', () => undefined)
  for (let round = 0; round < 20; round++) {
    vi.advanceTimersByTime(25_000)
    socket.emit('pong')
  }
  expect([socket.pings, socket.isTerminated]).toEqual([20, false])
})

test('[R5] a slow reader that still reads is not closed', () => {
  const happened: string[] = []
  const wire = { bufferedBytes: 0, send: () => undefined } as unknown as Wire & {
    bufferedBytes: number
  }
  const outbox = new Outbox({
    ...{ wire, clock: () => Date.now() },
    onStalled: () => happened.push('stalled'),
    onPresenceMissed: () => happened.push('presence'),
  })
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
