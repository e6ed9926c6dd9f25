import type { ProjectId } from '#lib/domain/ids.ts'
import type { Events } from '#server/metrics/events.ts'
import type { CatchUp } from '#server/sync/catch-up.ts'
import type { Presence } from '#server/sync/presence.ts'
import type { Bus, BusSubscription } from './bus.ts'
import {
  decodeRoomMessage,
  encodeRoomMessage,
  type Happening,
  type RoomMessage,
} from './room-message.ts'

export type RoomLinkOptions = {
  readonly bus: Bus
  readonly projectId: ProjectId
  readonly epoch: number
  readonly events: Pick<Events, 'busMessageIgnored'>
  readonly catchUp: CatchUp
  readonly presence: Presence
  /** Here or on another node: everyone in the room has to know. */
  readonly onHappened: (what: Happening) => void
}

/** What ties a room to the rooms of the same document on other nodes (K5–K9). */
export class RoomLink {
  readonly #options: RoomLinkOptions
  readonly #channel: string
  #subscription: BusSubscription | null = null
  #stopMissing: () => void = () => undefined

  constructor(options: RoomLinkOptions) {
    this.#options = options
    this.#channel = `document:${options.projectId}`
  }

  /** Reading follows once messages come: what is stored between the two is known from one of them. */
  listen(): void {
    const { bus } = this.#options
    this.#subscription = bus.subscribe(this.#channel, (bytes, from) => this.#receive(bytes, from))
    this.#stopMissing = bus.onInterrupted(() => this.#begin())
    void this.#subscription.active.then(() => this.#begin())
  }

  tell(message: RoomMessage): void {
    this.#options.bus.publish(this.#channel, () => encodeRoomMessage(message))
  }

  /** It happened on this node: everyone in the rooms of the document is told. */
  announce(what: Happening): void {
    this.#options.onHappened(what)
    this.tell({ type: 'happened', what })
  }

  stop(): void {
    this.#subscription?.end()
    this.#subscription = null
    this.#stopMissing()
  }

  #begin(): void {
    if (this.#subscription === null) return
    this.tell({ type: 'who-is-there' })
    // Messages may have been missed until now.
    void this.#options.catchUp.run()
  }

  #receive(bytes: Uint8Array, from: string): void {
    const { epoch, events, catchUp, presence, onHappened } = this.#options
    try {
      const message = decodeRoomMessage(bytes)
      if (message.type === 'happened') onHappened(message.what)
      else if (message.type !== 'stored') presence.hear(from, message)
      // Rows of another history: what is true is asked of the database (K9).
      else if (message.epoch === epoch) catchUp.hear(message)
    } catch (error) {
      events.busMessageIgnored(error)
    }
  }
}
