import type { WebSocket } from 'ws'
import type { Wire } from './wire.ts'

const pingMs = 25_000
/** Pings without an answer before the peer is held to be gone. */
const maxMisses = 2
/** How long a peer has to answer a close before it is dropped. */
const closeGraceMs = 5_000

/** A WebSocket as a `Wire`. It pings, and drops a peer that no longer answers. */
export class WebSocketWire implements Wire {
  readonly #socket: WebSocket
  readonly #timer: NodeJS.Timeout
  #misses = 0

  constructor(socket: WebSocket) {
    this.#socket = socket
    this.#timer = setInterval(() => this.ping(), pingMs)
    this.#timer.unref()
    socket.on('pong', () => {
      this.#misses = 0
    })
    socket.on('close', () => clearInterval(this.#timer))
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount
  }

  send(frame: Uint8Array, onTaken: () => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#socket.send(frame, { binary: true }, () => onTaken())
  }

  ping(): void {
    this.#misses += 1
    if (this.#misses > maxMisses) this.terminate()
    else if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping()
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
    setTimeout(() => this.terminate(), closeGraceMs).unref()
  }

  terminate(): void {
    this.#socket.terminate()
  }
}
