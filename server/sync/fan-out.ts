import * as Y from 'yjs'
import type { Clock } from '#lib/platform/clock.ts'
import type { Events } from '#server/metrics/events.ts'
import type { OutgoingUpdate, Peer } from './peer.ts'
import { encodeAcknowledgement, encodeUpdate } from './protocol.ts'

/** The longest that an update waits for others: in a large room longer, since a flush costs more. */
const minHoldMs = 16
const maxHoldMs = 50
const holdMsPerPeer = 0.25
/** Share of the newest gap in the mean one; what is longer says no more than that it is quiet. */
const gapWeight = 1 / 16
const maxGapMs = 100

type Waiting = {
  readonly update: Uint8Array
  readonly author: Peer | null
  readonly since: number
}

/**
 * Sends the updates of one room to everybody else (R4). A frame costs the same whatever is in it,
 * and one goes to each peer: in a busy room updates wait until there are as many as usually come
 * within the time that one may wait, as network cards do with packets. A quiet room never waits.
 */
export class FanOut {
  readonly #peers: ReadonlySet<Peer>
  readonly #clock: Clock
  readonly #events: Pick<Events, 'updateSent'>
  #waiting: Waiting[] = []
  /** The newest acknowledgement of each peer that has one. */
  readonly #acknowledgements = new Map<Peer, Uint8Array>()
  #timer: NodeJS.Timeout | undefined
  #turn: NodeJS.Immediate | undefined
  #lastArrivalAt = Number.NEGATIVE_INFINITY
  #meanGapMs = maxGapMs

  constructor(peers: ReadonlySet<Peer>, clock: Clock, events: Pick<Events, 'updateSent'>) {
    this.#peers = peers
    this.#clock = clock
    this.#events = events
  }

  /** @param author already has it; null when nobody in the room has. */
  broadcast(update: Uint8Array, author: Peer | null): void {
    this.#noteArrival()
    this.#waiting.push({ update, author, since: this.#lastArrivalAt })
    // What came in the same turn leaves together, however little there is.
    if (this.#waiting.length >= this.#enough()) this.#turn ??= setImmediate(() => this.flush())
    else this.#timer ??= setTimeout(() => this.flush(), this.#holdMs())
  }

  /** In a busy room it leaves with the next update; a later one stands for those before it. */
  acknowledge(peer: Peer, { marker, seq }: { marker: number; seq: number }): void {
    const frame = encodeAcknowledgement(marker, seq)
    if (this.#enough() === 1) {
      this.#acknowledgements.delete(peer)
      peer.sendAcknowledgement(frame, false)
      return
    }
    this.#acknowledgements.set(peer, frame)
    this.#timer ??= setTimeout(() => this.flush(), this.#holdMs())
  }

  /** Sends what waits. */
  flush(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#turn)
    this.#timer = undefined
    this.#turn = undefined
    const waiting = this.#waiting
    this.#waiting = []
    if (waiting.length > 0) this.#send(waiting)
    for (const [peer, frame] of this.#acknowledgements) peer.sendAcknowledgement(frame, false)
    this.#acknowledgements.clear()
  }

  #send(waiting: readonly Waiting[]): void {
    const outgoing = merged(waiting)
    const [first] = waiting
    // Someone's own words merged with others' are harmless to them; alone they would be noise.
    const onlyAuthor = waiting.every(({ author }) => author === first?.author)
      ? first?.author
      : null
    let peers = 0
    for (const peer of this.#peers) {
      if (peer === onlyAuthor) continue
      peers += 1
      const acknowledgement = this.#acknowledgements.get(peer)
      if (acknowledgement !== undefined) {
        peer.sendAcknowledgement(acknowledgement, true)
        this.#acknowledgements.delete(peer)
      }
      peer.sendUpdate(outgoing)
    }
    const now = this.#clock()
    const waitedMs = now - (first?.since ?? now)
    this.#events.updateSent({ bytes: outgoing.frame.length, peers, waitedMs })
  }

  #noteArrival(): void {
    const now = this.#clock()
    const gapMs = Math.min(maxGapMs, now - this.#lastArrivalAt)
    this.#meanGapMs += (gapMs - this.#meanGapMs) * gapWeight
    this.#lastArrivalAt = now
  }

  #holdMs(): number {
    return Math.max(minHoldMs, Math.min(maxHoldMs, this.#peers.size * holdMsPerPeer))
  }

  /** How many updates leave at once: one in a quiet room. */
  #enough(): number {
    return 1 + Math.floor(this.#holdMs() / Math.max(this.#meanGapMs, 0.1))
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
