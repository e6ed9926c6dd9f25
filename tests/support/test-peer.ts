import * as Y from 'yjs'
import {
  decodeServerMessage,
  encodeAwareness,
  encodeMarker,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeUpdate,
  type ServerMessage,
} from '#server/sync/protocol.ts'

/** What carries the frames of a `TestPeer`: memory or a socket. */
export type Line = {
  send(frame: Uint8Array): void
  hangUp(): void
}

type Waiter = { isDone: () => boolean; resolve: () => void }

/**
 * A client with a Y.Doc, as the editor's is: it answers step 1, sends what is written, and after
 * each of both a marker. It records all that it gets.
 */
export class TestPeer {
  readonly doc: Y.Doc
  readonly messages: ServerMessage[] = []
  /** The newest marker that was sent, and that was acknowledged. */
  marked = 0
  acknowledged = 0
  /** Number of the last stored update that the server told. */
  durableSeq = 0
  /** It has what the server had, and has sent what the server lacked. */
  isSynced = false
  closed: { code: number; reason: string } | null = null
  readonly #waiters = new Set<Waiter>()
  readonly #ack: boolean
  #line: Line | null = null
  /** The server's step 1 was answered on this line: all that was written before has left. */
  #hasAnswered = false

  constructor(options: { ack?: boolean; doc?: Y.Doc } = {}) {
    this.#ack = options.ack ?? true
    this.doc = options.doc ?? new Y.Doc()
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      this.send(encodeUpdate(update))
      this.mark()
    })
  }

  get isConnected(): boolean {
    return this.#line !== null
  }

  /** The first marker that answers for what was written last. */
  get covering(): number {
    return this.#hasAnswered ? this.marked : this.marked + 1
  }

  /** The line is open: the client says what it has. */
  connect(line: Line): void {
    this.#line = line
    this.#hasAnswered = false
    this.closed = null
    this.isSynced = false
    this.send(encodeSyncStep1(Y.encodeStateVector(this.doc)))
  }

  send(frame: Uint8Array): void {
    this.#line?.send(frame)
  }

  /**
   * Asks when all that was sent is stored: never before what was written without a line has left,
   * for which the answer would not stand.
   */
  mark(): void {
    if (!this.#ack || !this.#hasAnswered) return
    this.marked += 1
    this.send(encodeMarker(this.marked))
  }

  present(state: unknown, clock = 1, clientId = this.doc.clientID): void {
    this.send(encodeAwareness([{ clientId, clock, state: JSON.stringify(state) }]))
  }

  hangUp(): void {
    this.#line?.hangUp()
    this.#line = null
    this.#hasAnswered = false
  }

  receive(frame: Uint8Array): void {
    const message = decodeServerMessage(frame)
    this.messages.push(message)
    this.#take(message)
    this.#wake()
  }

  lineClosed(code: number, reason: string): void {
    this.#line = null
    this.#hasAnswered = false
    this.isSynced = false
    this.closed = { code, reason }
    this.#wake()
  }

  /** Resolves once `isDone` is true: looked at after each frame, and when the line is closed. */
  until(isDone: () => boolean): Promise<void> {
    if (isDone()) return Promise.resolve()
    return new Promise((resolve) => this.#waiters.add({ isDone, resolve }))
  }

  synced(): Promise<void> {
    return this.until(() => this.isSynced)
  }

  /** All that was written so far is stored. */
  saved(): Promise<void> {
    const { covering } = this
    return this.until(() => this.acknowledged >= covering)
  }

  async closeCode(): Promise<number | undefined> {
    await this.until(() => this.closed !== null)
    return this.closed?.code
  }

  of<Type extends ServerMessage['type']>(type: Type): Extract<ServerMessage, { type: Type }>[] {
    return this.messages.filter((message) => message.type === type) as Extract<
      ServerMessage,
      { type: Type }
    >[]
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'sync-step-1':
        this.send(encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, message.stateVector)))
        this.#hasAnswered = true
        this.mark()
        break
      case 'sync-step-2':
        Y.applyUpdate(this.doc, message.update, this)
        this.isSynced = true
        break
      case 'update':
        Y.applyUpdate(this.doc, message.update, this)
        break
      case 'acknowledgement':
        this.acknowledged = Math.max(this.acknowledged, message.marker)
        this.durableSeq = message.seq
        break
    }
  }

  #wake(): void {
    for (const waiter of [...this.#waiters]) {
      if (!waiter.isDone()) continue
      this.#waiters.delete(waiter)
      waiter.resolve()
    }
  }
}
