import type { ServerResponse } from 'node:http'
import type { Wire } from '#server/sync/wire.ts'
import { closeEvent, framesEvent, openingText, pingText } from './event-text.ts'

/** A line on which nothing was heard for so long has no client any more. */
const silentMs = 75_000
/** How long a client has to come back for events after its stream has ended. */
const absentMs = 15_000
/** How long the news of a close waits to be fetched. */
const closeGraceMs = 10_000
/** Frames of one event: a merged answer stays whole, small frames share one write. */
const eventBytes = 128 * 1024

type Closed = { readonly code: number; readonly reason: string }
type Held = { readonly id: number; readonly frame: Uint8Array; readonly onTaken: () => void }

/** How a client waits for events. */
export type Wait = { readonly kind: 'stream' } | { readonly kind: 'poll'; readonly ms: number }

export type HttpWireOptions = {
  /** The client is gone: it did not say so, but nothing comes from it. */
  readonly onLost: () => void
  /** Nothing more will be asked of this wire. */
  readonly onEnded: () => void
}

/**
 * A connection's frames as server-sent events.
 *
 * Each frame has a number and is held until the client says that it has it: what a broken answer
 * took along is sent again, in order, and what a client has not confirmed is what counts as
 * buffered. So back-pressure reaches from end to end, through whatever proxies keep.
 */
export class HttpWire implements Wire {
  readonly #options: HttpWireOptions
  #held: Held[] = []
  #bufferedBytes = 0
  #lastId = 0
  /** The last frame that was written to the present answer. */
  #sentId = 0
  #confirmedId = 0
  #answer: { readonly response: ServerResponse; readonly wait: Wait } | null = null
  #closed: Closed | null = null
  #isEnded = false
  #isFlushDue = false
  #pollTimer: NodeJS.Timeout | undefined
  #absence: NodeJS.Timeout | undefined

  constructor(options: HttpWireOptions) {
    this.#options = options
    this.#expectClient(silentMs)
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes
  }

  /** With what the server closed; null while it has not. */
  get closedWith(): Closed | null {
    return this.#closed
  }

  send(frame: Uint8Array, onTaken: () => void): void {
    if (this.#closed !== null || this.#isEnded) return
    this.#lastId += 1
    this.#held.push({ id: this.#lastId, frame, onTaken })
    this.#bufferedBytes += frame.length
    this.#flushSoon()
  }

  ping(): void {
    if (this.#answer?.wait.kind === 'stream') this.#answer.response.write(pingText)
  }

  close(code: number, reason: string): void {
    if (this.#closed !== null || this.#isEnded) return
    this.#closed = { code, reason }
    this.#flushSoon()
    this.#expectClient(closeGraceMs)
  }

  terminate(): void {
    const answer = this.#answer
    this.#answer = null
    answer?.response.destroy()
    this.#end()
  }

  /**
   * The client has every frame up to `id`, and is there.
   *
   * @returns false when that cannot be: it was never sent.
   */
  confirm(id: number): boolean {
    if (id > this.#lastId || Number.isNaN(id)) return false
    this.#hear()
    const taken = this.#held.splice(0, Math.max(0, id - this.#confirmedId))
    this.#confirmedId = Math.max(id, this.#confirmedId)
    for (const { frame } of taken) this.#bufferedBytes -= frame.length
    for (const { onTaken } of taken) onTaken()
    return true
  }

  /**
   * Events go to this answer from the frame after `received` on; one before it is let go.
   *
   * @returns false when the frames from there on are not held (any more).
   */
  attach(response: ServerResponse, wait: Wait, received: number): boolean {
    if (received < this.#confirmedId || !this.confirm(received)) return false
    this.#letGo()
    this.#answer = { response, wait }
    this.#sentId = received
    response.on('close', () => this.#answer?.response === response && this.#letGo())
    response.on('drain', () => this.#flushSoon())
    response.writeHead(200, eventHeaders)
    if (wait.kind === 'stream') response.write(openingText)
    else this.#pollTimer = setTimeout(() => this.#letGo(), wait.ms)
    this.#hear()
    this.#flush()
    return true
  }

  /** Frames of the same turn leave together. */
  #flushSoon(): void {
    if (this.#isFlushDue) return
    this.#isFlushDue = true
    queueMicrotask(() => {
      this.#isFlushDue = false
      this.#flush()
    })
  }

  #flush(): void {
    if (this.#answer === null || this.#isEnded) return
    const { response, wait } = this.#answer
    let hasWritten = false
    while (this.#sentId < this.#lastId) {
      // What the network does not take stays here: the next « drain » comes for it.
      if (wait.kind === 'stream' && response.writableNeedDrain) return
      this.#writeEvent(response)
      hasWritten = true
    }
    if (this.#closed !== null) {
      response.on('close', () => this.#end())
      response.write(closeEvent(this.#closed))
      this.#letGo()
    } else if (hasWritten && wait.kind === 'poll') {
      this.#letGo()
    }
  }

  #writeEvent(response: ServerResponse): void {
    const frames: Uint8Array[] = []
    let bytes = 0
    for (const { id, frame } of this.#unsent()) {
      if (frames.length > 0 && bytes + frame.length > eventBytes) break
      frames.push(frame)
      bytes += frame.length
      this.#sentId = id
    }
    response.write(framesEvent(this.#sentId, frames))
  }

  /** Numbers have no gaps: a frame's place follows from its number. */
  #unsent(): Held[] {
    return this.#held.slice(this.#sentId - this.#confirmedId)
  }

  /** The present answer ends, or has ended. */
  #letGo(): void {
    if (this.#answer === null) return
    const { response, wait } = this.#answer
    this.#answer = null
    clearTimeout(this.#pollTimer)
    response.end()
    // Who comes now and then, as a hidden page does, is not gone between two visits.
    const comesBackSoon = wait.kind === 'stream' || wait.ms > 0
    if (comesBackSoon && this.#closed === null) this.#expectClient(absentMs)
  }

  #hear(): void {
    if (this.#closed === null) this.#expectClient(silentMs)
  }

  #expectClient(ms: number): void {
    clearTimeout(this.#absence)
    if (this.#isEnded) return
    this.#absence = setTimeout(() => this.#lose(), ms)
    this.#absence.unref()
  }

  #lose(): void {
    const isLost = this.#closed === null
    this.terminate()
    if (isLost) this.#options.onLost()
  }

  #end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    clearTimeout(this.#absence)
    clearTimeout(this.#pollTimer)
    this.#held = []
    this.#bufferedBytes = 0
    this.#options.onEnded()
  }
}

/** Nobody on the way may keep, gather or compress what is meant to arrive at once. */
const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
} as const
