import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { WebSocketWire } from '#server/sync/web-socket-wire.ts'

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
  readonly sent: Uint8Array[] = []
  pings = 0
  isTerminated = false
  ping(): void {
    this.pings += 1
  }
  send(message: Uint8Array): void {
    this.sent.push(message)
  }
  terminate(): void {
    this.isTerminated = true
    this.emit('close')
  }
}

function wired(stream = new PassThrough()): Socket {
  const socket = new Socket()
  new WebSocketWire(socket as unknown as WebSocket, stream)
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

/** What a client of this stream reads, by RFC 6455, 5.2. */
function messagesIn(bytes: Buffer): Uint8Array[] {
  const messages: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    expect(bytes[at]).toBe(0x82)
    const short = bytes.readUInt8(at + 1)
    const long = short === 126 ? bytes.readUInt16BE(at + 2) : short
    const length = short === 127 ? Number(bytes.readBigUInt64BE(at + 2)) : long
    at += short < 126 ? 2 : short === 126 ? 4 : 10
    messages.push(new Uint8Array(bytes.subarray(at, at + length)))
    at += length
  }
  return messages
}

test.each([0, 1, 125, 126, 32_768])(
  '[P5] a message of %i bytes is framed as one that a client reads',
  (length) => {
    const stream = new PassThrough({ highWaterMark: 1_000_000 })
    const message = new Uint8Array(length).map((_, index) => index)
    const wire = new WebSocketWire(new Socket() as unknown as WebSocket, stream)
    wire.send(message, () => undefined)
    expect(messagesIn(stream.read())).toEqual([message])
  },
)

test('[R5] a network that holds frames back says when it has taken them', async () => {
  const stream = new PassThrough({ highWaterMark: 100 })
  const wire = new WebSocketWire(new Socket() as unknown as WebSocket, stream)
  const taken: number[] = []
  const send = (bytes: number) => wire.send(new Uint8Array(bytes), () => void taken.push(bytes))
  send(10)
  while (wire.bufferedBytes === 0) send(100)
  expect(taken).toEqual([])
  stream.resume()
  await vi.waitUntil(() => wire.bufferedBytes === 0)
  expect(taken).toEqual([100])
})

test('[R4] a frame that another follows leaves with it, or at the end of the turn', async () => {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const wire = new WebSocketWire(new Socket() as unknown as WebSocket, stream)
  wire.send(Uint8Array.of(1), () => undefined, true)
  wire.send(Uint8Array.of(2), () => undefined)
  wire.send(Uint8Array.of(3), () => undefined, true)
  await vi.waitUntil(() => chunks.length === 2)
  expect(messagesIn(Buffer.concat(chunks))).toEqual([1, 2, 3].map((byte) => Uint8Array.of(byte)))
})

test('[R4] a large message is left to ws, behind what was to leave with it', () => {
  const stream = new PassThrough()
  const socket = new Socket()
  const wire = new WebSocketWire(socket as unknown as WebSocket, stream)
  const large = new Uint8Array(32_769)
  wire.send(Uint8Array.of(1), () => undefined, true)
  wire.send(large, () => undefined)
  expect(messagesIn(stream.read())).toEqual([Uint8Array.of(1)])
  expect(socket.sent).toEqual([large])
})
