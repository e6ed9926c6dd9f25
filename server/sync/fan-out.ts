import * as Y from 'yjs'
import type { Clock } from '#lib/platform/clock.ts'
import type { OutgoingUpdate, Peer } from './peer.ts'
import { encodeUpdate } from './protocol.ts'

/** Under load, one frame per peer in this time: sends grow with writers × readers otherwise. */
const coalesceMs = 8

type Waiting = { readonly update: Uint8Array; readonly author: Peer | null }

/**
 * Sends the updates of one room to everybody else: at once when the room is quiet, merged when
 * updates follow each other closely. A merged frame is one update like any other (R4).
 */
export class FanOut {
  readonly #peers: ReadonlySet<Peer>
  readonly #clock: Clock
  #waiting: Waiting[] = []
  #timer: NodeJS.Timeout | undefined
  #lastSentAt = Number.NEGATIVE_INFINITY

  constructor(peers: ReadonlySet<Peer>, clock: Clock) {
    this.#peers = peers
    this.#clock = clock
  }

  /** @param author already has it; null when nobody in the room has. */
  broadcast(update: Uint8Array, author: Peer | null): void {
    this.#waiting.push({ update, author })
    if (this.#timer !== undefined) return
    const dueInMs = this.#lastSentAt + coalesceMs - this.#clock()
    if (dueInMs <= 0) this.flush()
    else this.#timer = setTimeout(() => this.flush(), dueInMs)
  }

  /** Sends what waits. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const waiting = this.#waiting
    this.#waiting = []
    if (waiting.length === 0) return
    this.#lastSentAt = this.#clock()
    const outgoing = merged(waiting)
    const [first] = waiting
    // Someone's own words merged with others' are harmless to them; alone they would be noise.
    const onlyAuthor = waiting.every(({ author }) => author === first?.author)
      ? first?.author
      : null
    for (const peer of this.#peers) if (peer !== onlyAuthor) peer.sendUpdate(outgoing)
  }
}

function merged(waiting: readonly Waiting[]): OutgoingUpdate {
  const [first] = waiting
  const update =
    waiting.length === 1 && first !== undefined
      ? first.update
      : Y.mergeUpdates(waiting.map((one) => one.update))
  return { update, frame: encodeUpdate(update) }
}
