import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { frameOf, maxSharedBytes, sharedFrame } from './shared-frame.ts'
import type { Wire } from './wire.ts'

const pingMs = 25_000
/** Pings without an answer before the peer is held to be gone. */
const maxMisses = 2
/** How long a peer has to answer a close before it is dropped. */
const closeGraceMs = 5_000

/**
 * A WebSocket as a `Wire`. It pings, and drops a peer that no longer answers.
 *
 * Messages are written to the stream below it, which is opened without compression: `ws` would build
 * a head for each reader of the same message and write it in two pieces. What `ws` sends itself
 * (pings, the closing handshake) goes through the same stream, in the order of the calls.
 */
export class WebSocketWire implements Wire {
  readonly #socket: WebSocket
  readonly #stream: Duplex
  readonly #timer: NodeJS.Timeout
  #misses = 0
  /** Bytes of small frames that leave with the next one. */
  #held: Buffer | null = null
  /** Called when the stream has given all to the network: a callback for each write costs a turn. */
  #onTaken: (() => void) | null = null

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket
    this.#stream = stream
    this.#timer = setInterval(() => this.ping(), pingMs)
    this.#timer.unref()
    stream.on('drain', () => this.#onTaken?.())
    socket.on('pong', () => {
      this.#misses = 0
    })
    socket.on('close', () => clearInterval(this.#timer))
  }

  get bufferedBytes(): number {
    return this.#stream.writableLength
  }

  send(frame: Uint8Array, onTaken: () => void, hasMore = false): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (frame.length > maxSharedBytes) {
      this.#release()
      this.#socket.send(frame, { binary: true }, () => onTaken())
    } else if (hasMore) {
      this.#hold(frameOf(frame))
    } else if (!this.#stream.write(this.#withHeld(sharedFrame(frame)))) {
      this.#onTaken = onTaken
    }
  }

  ping(): void {
    this.#misses += 1
    if (this.#misses > maxMisses) this.terminate()
    else if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping()
  }

  close(code: number, reason: string): void {
    this.#release()
    this.#socket.close(code, reason)
    setTimeout(() => this.terminate(), closeGraceMs).unref()
  }

  terminate(): void {
    this.#socket.terminate()
  }

  /** Whatever was to follow: nothing waits beyond this turn. */
  #hold(bytes: Buffer): void {
    if (this.#held === null) process.nextTick(() => this.#release())
    this.#held = this.#withHeld(bytes)
  }

  #release(): void {
    if (this.#held !== null && this.#stream.writable) this.#stream.write(this.#held)
    this.#held = null
  }

  #withHeld(bytes: Buffer): Buffer {
    const held = this.#held
    this.#held = null
    return held === null ? bytes : Buffer.concat([held, bytes])
  }
}
