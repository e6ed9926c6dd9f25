import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { WebsocketProvider } from 'y-websocket'
import { channels, type ServerEvent, syncSteps } from '#lib/wire/channels.ts'
import { noticeCaret } from './notice-caret.ts'

/** Markers wait this long so that one covers a burst of keystrokes. */
const MARKER_DELAY_MS = 40

/** Own edits that one marker covers; `since` is when the first of them was made. */
type Batch = { upTo: number; since: number }

type AcknowledgementOptions = {
  now: () => number
  /** Sends `[100, marker]` on the current connection, behind everything sent before it. */
  sendMarker: (marker: number) => void
  onChange: () => void
}

/**
 * Counts own edits and what the server has committed of them.
 *
 * A marker is the number of own edits made so far. The server answers it once everything that
 * came earlier on the same connection is committed, so an answered marker proves that many edits.
 * No marker leaves before the server's step 1 was answered on the connection: until then the
 * edits made offline have not travelled, and the proof would be false.
 */
export class Acknowledgement {
  readonly #options: AcknowledgementOptions
  #made = 0
  #committed = 0
  #covered: Batch[] = []
  #uncovered: number | null = null
  #answered = false
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(options: AcknowledgementOptions) {
    this.#options = options
  }

  /** Own edits that no committed marker covers. */
  get unsaved(): number {
    return this.#made - this.#committed
  }

  /** How many of the edits made here are committed: the first ones. */
  get committed(): number {
    return this.#committed
  }

  /** When the oldest unsaved edit was made; null when there is none. */
  get unsavedSince(): number | null {
    return this.#covered[0]?.since ?? this.#uncovered
  }

  edited(): void {
    this.#made += 1
    this.#uncovered ??= this.#options.now()
    if (this.#answered) this.#timer ??= setTimeout(() => this.#mark(), MARKER_DELAY_MS)
    this.#options.onChange()
  }

  /** The server's step 1 was answered on this connection: all that is missing there has left. */
  answered(): void {
    this.#answered = true
    this.#mark()
  }

  acknowledged(marker: number): void {
    this.#committed = Math.max(this.#committed, Math.min(marker, this.#made))
    this.#covered = this.#covered.filter((batch) => batch.upTo > this.#committed)
    this.#options.onChange()
  }

  disconnected(): void {
    this.#answered = false
    this.#stopTimer()
  }

  destroy(): void {
    this.#stopTimer()
  }

  #mark(): void {
    this.#stopTimer()
    if (this.#uncovered !== null) {
      this.#covered.push({ upTo: this.#made, since: this.#uncovered })
      this.#uncovered = null
    }
    this.#options.sendMarker(this.#made)
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }
}

type Handlers = {
  acknowledgement: Acknowledgement
  /** The server will never store what was sent last. */
  onRefusal: () => void
  onEvent: (type: ServerEvent['type']) => void
}

/** Teaches a y-websocket provider channels 100 to 102, which the server speaks with `?ack=1`. */
export function listenToServer(provider: WebsocketProvider, handlers: Handlers): void {
  const { acknowledgement } = handlers
  const readSync = provider.messageHandlers[channels.sync]
  provider.messageHandlers[channels.sync] = (encoder, decoder, from, emitSynced, type) => {
    const step = decoding.peekVarUint(decoder)
    noticeCaret()
    readSync?.(encoder, decoder, from, emitSynced, type)
    // The provider sends the answer after this handler returns: the marker must come behind it.
    if (step === syncSteps.step1) queueMicrotask(() => acknowledgement.answered())
  }
  provider.messageHandlers[channels.marker] = (_encoder, decoder) => {
    acknowledgement.acknowledged(decoding.readVarUint(decoder))
  }
  provider.messageHandlers[channels.refusal] = () => handlers.onRefusal()
  provider.messageHandlers[channels.event] = (_encoder, decoder) => {
    // What a newer server may tell besides concerns no listener.
    const { type }: ServerEvent = Object(JSON.parse(decoding.readVarString(decoder)))
    handlers.onEvent(type)
  }
}

export function encodeMarker(marker: number): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, channels.marker)
  encoding.writeVarUint(encoder, marker)
  return Uint8Array.from(encoding.toUint8Array(encoder))
}
