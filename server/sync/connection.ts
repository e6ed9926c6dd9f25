import type { ProjectId, SessionId } from '#lib/domain/ids.ts'
import { can } from '#lib/domain/roles.ts'
import type { Clock } from '#lib/platform/clock.ts'
import { AppError } from '#lib/platform/errors.ts'
import { type CloseCode, closeCodes } from '#lib/wire/close-codes.ts'
import { limits } from '#lib/wire/limits.ts'
import type { Events } from '#server/metrics/events.ts'
import { FrameQueue } from './frame-queue.ts'
import { ProtocolError } from './frame-reader.ts'
import { UpdateRefused } from './guard/refusal.ts'
import { Outbox } from './outbox.ts'
import type { OutgoingUpdate, Peer, Person } from './peer.ts'
import {
  type ClientMessage,
  decodeMessage,
  encodeRefusal,
  encodeSyncStep1,
  encodeSyncStep2,
  heartbeat,
} from './protocol.ts'
import type { Room } from './room.ts'
import type { Wire } from './wire.ts'
import type { WriteMessage } from './write-outcome.ts'

/** What may wait while a client id is being bound: a minute of typing. */
const heldLimit = { frames: 2000, bytes: limits.frameBytes }
const preloadLimit = { frames: limits.preloadFrames, bytes: limits.preloadBytes }

/** Who opened the connection, and what for. */
export type Admission = {
  readonly person: Person
  readonly sessionId: SessionId
  readonly projectId: ProjectId
  /** The client understands channels 100 to 102. */
  readonly ack: boolean
}

export type ConnectionOptions = {
  readonly wire: Wire
  readonly clock: Clock
  readonly events: Events
  /** Called once, when the connection is closed from either side. */
  readonly onClosed: (connection: Connection) => void
}

/**
 * One socket: its frames are taken in order, one after the other, from the first moment on. Until it
 * is admitted and its room is loaded they wait (R2).
 */
export class Connection implements Peer {
  readonly #options: ConnectionOptions
  readonly #queue = new FrameQueue()
  readonly #outbox: Outbox
  #admission: Admission | null = null
  #room: Room | null = null
  #isPumping = false
  #isClosed = false
  #hasAskedStep1 = false
  /** The client was asked for all that the document lacks, and has not answered. */
  #isStep2Due = false
  /** Something that this client wrote is missing: nothing is acknowledged (R6). */
  #hasGap = false
  #lastMarker = 0
  #hasWritten = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    const { wire, clock } = options
    this.#outbox = new Outbox({
      wire,
      clock,
      onStalled: () => this.close(closeCodes.tryAgain, 'too slow'),
      onPresenceMissed: () => this.#sendPresenceOfAll(),
    })
  }

  get admission(): Admission | null {
    return this.#admission
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  get room(): Room | null {
    return this.#room
  }

  get person(): Person {
    if (this.#admission === null) throw new Error('not admitted')
    return this.#admission.person
  }

  get live() {
    const bufferedBytes = this.#options.wire.bufferedBytes + this.#outbox.queuedBytes
    return { role: this.#admission?.person.role ?? null, bufferedBytes }
  }

  /** By role alone: a frozen room is the room's to refuse. */
  get canWrite(): boolean {
    const { accountId, role } = this.person
    return can({ accountId, role, isAdmin: false }, 'write')
  }

  /** Takes a whole frame, which nobody else may change afterwards. */
  receive(frame: Uint8Array): void {
    if (this.#isClosed) return
    if (frame.length > limits.frameBytes) {
      this.close(closeCodes.tooLarge, 'frame')
    } else if (!this.#queue.push(frame, this.#room === null ? preloadLimit : heldLimit)) {
      this.close(closeCodes.tryAgain, 'too much at once')
    } else if (!this.#isPumping) {
      this.#pump()
    }
  }

  /** Who it is, before the room is asked for. */
  admit(admission: Admission): void {
    this.#admission = admission
  }

  /** The room is loaded and has this connection among its peers. */
  enter(room: Room): void {
    this.#room = room
    this.#sendPresenceOfAll()
    if (!this.#isPumping) this.#pump()
  }

  sendUpdate(outgoing: OutgoingUpdate): void {
    // What was written before it asked comes with the answer.
    if (!this.#isClosed && this.#hasAskedStep1) this.#outbox.sendUpdate(outgoing)
  }

  sendAcknowledgement(frame: Uint8Array, hasMore: boolean): void {
    if (!this.#isClosed) this.#outbox.send(frame, hasMore)
  }

  sendEvent(frame: Uint8Array): void {
    if (this.#admission?.ack) this.#send(frame)
  }

  sendPresence(frame: Uint8Array): void {
    if (!this.#isClosed) this.#outbox.sendPresence(frame)
  }

  /** Keeps y-websocket from giving up, and finds readers that take nothing. */
  beat(): void {
    this.sendPresence(heartbeat)
    if (!this.#isClosed) this.#outbox.checkStalled()
  }

  /** True once after the person wrote something. */
  takeActivity(): boolean {
    const hasWritten = this.#hasWritten
    this.#hasWritten = false
    return hasWritten
  }

  close(code: CloseCode, reason: string): void {
    if (this.#isClosed) return
    this.#options.wire.close(code, reason)
    this.closed(code, reason)
  }

  /** The other side closed, or the network did. */
  closed(code: number, reason: string): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#queue.clear()
    this.#options.events.connectionClosed({ code, reason })
    this.#options.onClosed(this)
  }

  /** Takes what waits, in order, until something has to be waited for. */
  #pump(): void {
    this.#isPumping = true
    try {
      while (!this.#isClosed && this.#room !== null) {
        const frame = this.#queue.shift()
        if (frame === undefined) break
        const message = decodeMessage(frame, this.#admission?.ack === true)
        if ('update' in message) this.#options.events.updateReceived(message.update.length)
        const handled = this.#handle(this.#room, message)
        if (handled !== null) {
          this.#pumpAfter(handled)
          return
        }
      }
    } catch (error) {
      this.#fail(error)
    }
    this.#isPumping = false
  }

  #pumpAfter(handled: Promise<void>): void {
    handled.then(
      () => this.#pump(),
      (error: unknown) => {
        this.#isPumping = false
        this.#fail(error)
      },
    )
  }

  /** A promise only when something has to be waited for: most frames are taken in the same turn. */
  #handle(room: Room, message: ClientMessage): Promise<void> | null {
    if (room.rebuilding !== null) return this.#handleAfter(room.rebuilding, room, message)
    switch (message.type) {
      case 'sync-step-1':
        this.#answerStep1(room, message.stateVector)
        return null
      case 'sync-step-2':
      case 'update':
        return this.#write(room, message)
      case 'awareness':
        return room.present(this, message.entries)
      case 'query-awareness':
        this.#sendPresenceOfAll()
        return null
      case 'marker':
        this.#acknowledge(room, message.marker)
        return null
    }
  }

  async #handleAfter(first: Promise<void>, room: Room, message: ClientMessage): Promise<void> {
    await first
    if (!this.#isClosed) await this.#handle(room, message)
  }

  /**
   * The client is asked before it is answered: what it receives can delete blocks in which it wrote
   * offline, and it would then answer without those words (W4).
   */
  #answerStep1(room: Room, stateVector: Uint8Array): void {
    const difference = room.difference(stateVector)
    if (!this.#hasAskedStep1) this.#askStep2(room)
    this.#send(encodeSyncStep2(difference))
  }

  #askStep2(room: Room): void {
    this.#hasAskedStep1 = true
    this.#isStep2Due = true
    this.#send(encodeSyncStep1(room.stateVector()))
  }

  #write(room: Room, message: WriteMessage): Promise<void> | null {
    const outcome = room.write(this, message)
    if (outcome instanceof Promise) return this.#handleAfter(outcome, room, message)
    if (outcome === 'overdue') this.close(closeCodes.tryAgain, 'the log is late')
    if (outcome === 'taken') this.#hasWritten = true
    if (outcome === 'gap') this.#noteGap(room, message)
    else if (message.type === 'sync-step-2') this.#closeGap()
    return null
  }

  /** A whole difference that still leaves a gap means that the client itself lacks something. */
  #noteGap(room: Room, message: WriteMessage): void {
    this.#options.events.gap(room.projectId, this.person.accountId)
    this.#hasGap = true
    if (message.type === 'sync-step-2') this.#isStep2Due = false
    else if (!this.#isStep2Due) this.#askStep2(room)
  }

  #closeGap(): void {
    this.#hasGap = false
    this.#isStep2Due = false
  }

  #acknowledge(room: Room, marker: number): void {
    this.#lastMarker = marker
    if (this.#hasGap) return
    room.acknowledge(this, marker)
  }

  #send(frame: Uint8Array): void {
    if (!this.#isClosed) this.#outbox.send(frame)
  }

  #sendPresenceOfAll(): void {
    const frame = this.#room?.presence.snapshot() ?? null
    if (frame !== null) this.sendPresence(frame)
  }

  /** The only place where what is wrong with a frame becomes a close code. */
  #fail(error: unknown): void {
    if (error instanceof UpdateRefused) {
      this.#refuse(error)
    } else if (error instanceof ProtocolError) {
      this.close(closeCodes.malformed, error.message)
    } else {
      this.#options.events.failed('connection', error)
      this.close(closeCodes.tryAgain, error instanceof AppError ? error.code : 'internal')
    }
  }

  #refuse(refusal: UpdateRefused): void {
    const { code, text, closeCode } = refusal
    if (this.#admission !== null) {
      const { projectId, person, ack } = this.#admission
      this.#options.events.updateRefused(projectId, { accountId: person.accountId, code })
      if (ack) this.#send(encodeRefusal({ marker: this.#lastMarker, code, text }))
    }
    this.close(closeCode, code)
  }
}
