import { WebSocket } from 'ws'
import type { Wire } from './wires.ts'

/** Where a client connects, and as whom. */
export type Address = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** An update without anything in it: what a client answers that has nothing of its own. */
export const emptyUpdate = Uint8Array.of(0, 0)

export type ClientOptions = {
  readonly wire: Wire
  readonly address: Address
  /** State vector that the client says it has. */
  readonly stateVector?: Uint8Array
  /** Its answer to the server's step 1. */
  readonly answer?: () => Uint8Array
  /** False for a server that never answers: the client is ready once it is connected. */
  readonly isAnswered: boolean
  readonly onUpdate?: (update: Uint8Array) => void
  readonly onAcknowledged?: (marker: number) => void
}

/** One connection of the load: it syncs, and hands on what it gets without building a document. */
export class BenchClient {
  readonly #options: ClientOptions
  readonly #socket: WebSocket
  readonly #ready = Promise.withResolvers<void>()
  /** Bytes of the step 2. */
  firstSyncBytes = 0
  closed: string | null = null

  constructor(options: ClientOptions) {
    this.#options = options
    const { url, headers } = options.address
    this.#socket = new WebSocket(url, { headers, perMessageDeflate: false })
    this.#socket.on('open', () => this.#greet())
    this.#socket.on('message', (data) => {
      if (data instanceof Buffer) this.#take(data)
    })
    this.#socket.on('error', (error) => this.#end(error.message))
    this.#socket.on('close', (code, reason) => this.#end(`${code} ${reason}`))
  }

  /** Resolves once it has what the server had; rejects when the server closes before. */
  get ready(): Promise<void> {
    return this.#ready.promise
  }

  write(update: Uint8Array): void {
    this.#socket.send(this.#options.wire.sync('update', update))
  }

  mark(marker: number): void {
    this.#socket.send(this.#options.wire.marker(marker))
  }

  /** The network falls away, without a word. */
  drop(): void {
    this.#socket.terminate()
  }

  #greet(): void {
    const { wire, stateVector = Uint8Array.of(0), isAnswered } = this.#options
    const greeting = wire.greeting()
    if (greeting !== null) this.#socket.send(greeting)
    this.#socket.send(wire.sync('step1', stateVector))
    if (!isAnswered) this.#ready.resolve()
  }

  #take(frame: Buffer): void {
    const { wire, answer, onUpdate, onAcknowledged } = this.#options
    const received = wire.read(frame)
    switch (received.type) {
      case 'update':
        onUpdate?.(received.update)
        break
      case 'acknowledged':
        onAcknowledged?.(received.marker)
        break
      case 'step-1':
        this.#socket.send(wire.sync('step2', answer?.() ?? emptyUpdate))
        break
      case 'step-2':
        this.firstSyncBytes ||= received.update.length
        onUpdate?.(received.update)
        this.#ready.resolve()
    }
  }

  #end(why: string): void {
    this.closed ??= why
    this.#ready.reject(new Error(`closed: ${why}`))
  }
}
