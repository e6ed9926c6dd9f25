import * as Y from 'yjs'
import type { Clock } from '#lib/platform/clock.ts'
import type { OutgoingUpdate } from './peer.ts'
import { encodeUpdate } from './protocol.ts'
import type { Wire } from './wire.ts'

/** Above this the network has enough: the rest waits here, by reference. */
const highWaterBytes = 1024 * 1024
const lowWaterBytes = 64 * 1024
/** What waits here for one slow reader before they are sent away to come back by state vector. */
const maxQueuedBytes = 4 * 1024 * 1024
const maxStalledMs = 15_000

type Queued =
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'frame'; readonly frame: Uint8Array }

export type OutboxOptions = {
  readonly wire: Wire
  readonly clock: Clock
  /** The reader is too slow. Close with 4503: it comes back and gets what it lacks. */
  readonly onStalled: () => void
  /** The reader caught up after presence was left out. */
  readonly onPresenceMissed: () => void
}

/**
 * What leaves on one connection, in order. No update of the document is ever dropped (R5): a slow
 * reader's wait here, and leave merged.
 */
export class Outbox {
  readonly #options: OutboxOptions
  #queue: Queued[] = []
  #queuedBytes = 0
  #stalledSince: number | null = null
  /** What the network had not taken at the last look: less means that the reader still reads. */
  #lastBufferedBytes = 0
  #hasMissedPresence = false
  readonly #onTaken = () => this.#drain()

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  get queuedBytes(): number {
    return this.#queuedBytes
  }

  sendUpdate(outgoing: OutgoingUpdate): void {
    if (this.#isOpen()) this.#write(outgoing.frame)
    else this.#hold({ kind: 'update', update: outgoing.update }, outgoing.update.length)
  }

  /** @param hasMore another frame follows in the same turn. */
  send(frame: Uint8Array, hasMore = false): void {
    if (this.#isOpen()) this.#write(frame, hasMore)
    else this.#hold({ kind: 'frame', frame }, frame.length)
  }

  sendPresence(frame: Uint8Array): void {
    if (this.#isOpen()) this.#write(frame)
    else this.#hasMissedPresence = true
  }

  /** To be called now and then: a reader that takes nothing at all causes no other call. */
  checkStalled(): void {
    if (this.#stalledSince === null) return
    const { bufferedBytes } = this.#options.wire
    if (bufferedBytes < this.#lastBufferedBytes) this.#stalledSince = this.#options.clock()
    this.#lastBufferedBytes = bufferedBytes
    const isStalled = this.#options.clock() - this.#stalledSince >= maxStalledMs
    if (isStalled || this.#queuedBytes > maxQueuedBytes) this.#options.onStalled()
  }

  #isOpen(): boolean {
    if (this.#stalledSince !== null) return false
    if (this.#options.wire.bufferedBytes <= highWaterBytes) return true
    this.#stalledSince = this.#options.clock()
    this.#lastBufferedBytes = this.#options.wire.bufferedBytes
    return false
  }

  #hold(queued: Queued, bytes: number): void {
    this.#queue.push(queued)
    this.#queuedBytes += bytes
    this.checkStalled()
  }

  #write(frame: Uint8Array, hasMore = false): void {
    this.#options.wire.send(frame, this.#onTaken, hasMore)
  }

  #drain(): void {
    if (this.#stalledSince === null || this.#options.wire.bufferedBytes >= lowWaterBytes) return
    this.#stalledSince = null
    const queue = this.#queue
    this.#queue = []
    this.#queuedBytes = 0
    for (const frame of mergedFrames(queue)) this.send(frame)
    if (this.#hasMissedPresence && this.#stalledSince === null) {
      this.#hasMissedPresence = false
      this.#options.onPresenceMissed()
    }
  }
}

/** Updates that follow each other leave as one, in small batches: merging is worse than linear. */
function* mergedFrames(queue: readonly Queued[]): Generator<Uint8Array> {
  let updates: Uint8Array[] = []
  for (const queued of queue) {
    if (queued.kind === 'update' && updates.push(queued.update) < 64) continue
    if (updates.length > 0) yield encodeUpdate(Y.mergeUpdates(updates))
    updates = []
    if (queued.kind === 'frame') yield queued.frame
  }
  if (updates.length > 0) yield encodeUpdate(Y.mergeUpdates(updates))
}
