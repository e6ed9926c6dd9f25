import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Histogram } from '../measure/histogram.ts'
import { BenchClient } from './bench-client.ts'
import { DeliveryLedger, type Window } from './delivery-ledger.ts'
import { Wire } from './wires.ts'
import { Writer } from './writer.ts'
import type { CrowdedDocument, WritingJob } from './writing-job.ts'

/** Connections that are opened at once. */
const openedAtOnce = 40

type Measured = {
  readonly window: Window
  readonly latency: Histogram
  readonly acknowledgement: Histogram
}

/** Everyone in one document of a `WritingJob`. */
export class Crowd {
  readonly writers: readonly Writer[]
  readonly ledger: DeliveryLedger
  readonly #job: WritingJob
  readonly #document: CrowdedDocument
  readonly #measured: Measured
  readonly #clients: BenchClient[] = []
  /** Per writer: the clock up to which its edits are acknowledged. */
  readonly #acknowledged: number[]
  readonly #timers: NodeJS.Timeout[] = []

  constructor(job: WritingJob, document: CrowdedDocument, measured: Measured) {
    this.#job = job
    this.#document = document
    this.#measured = measured
    const { base, connections } = document
    this.writers = Array.from(
      { length: document.writers },
      (_, index) => new Writer({ base, index, onUpdate: (update) => this.#send(index, update) }),
    )
    this.#acknowledged = this.writers.map(() => 0)
    const { window, latency } = measured
    const readers = connections.length
    this.ledger = new DeliveryLedger({ writers: this.writers, readers, window, latency })
  }

  async join(): Promise<void> {
    const { connections, isStored } = this.#document
    if (!isStored) await this.#open(0, true).ready
    const first = this.#clients.length
    for (let start = first; start < connections.length; start += openedAtOnce) {
      const end = Math.min(connections.length, start + openedAtOnce)
      for (let index = start; index < end; index += 1) this.#open(index, false)
      await Promise.all(this.#clients.slice(start, end).map(({ ready }) => ready))
    }
    for (const writer of this.writers) writer.begin()
  }

  /** Everyone types at their own pace, at moments that have nothing to do with each other's. */
  startWriting(haste = 1): void {
    this.stopWriting()
    const everyMs = 1000 / (this.#job.editsPerSecond * haste)
    for (const writer of this.writers) {
      let dueAt = performance.now() + Math.random() * everyMs
      const type = () => {
        writer.type()
        dueAt += everyMs
        this.#timers[index] = setTimeout(type, Math.max(0, dueAt - performance.now()))
      }
      const index = this.#timers.push(setTimeout(type, dueAt - performance.now())) - 1
    }
  }

  stopWriting(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer)
  }

  missingAcknowledgements(): number {
    if (!this.#job.acknowledges) return 0
    return this.writers.reduce(
      (sum, { clock }, index) => sum + clock - (this.#acknowledged[index] ?? 0),
      0,
    )
  }

  /** Each writer's client id, and the clock up to which its edits are acknowledged. */
  acknowledged(): [number, number][] {
    return this.writers.map(({ client }, index) => [client, this.#acknowledged[index] ?? 0])
  }

  closedConnections(): number {
    return this.#clients.filter(({ closed }) => closed !== null).length
  }

  /** Why the first connection that was closed was. */
  firstClosing(): string | undefined {
    return this.#clients.find(({ closed }) => closed !== null)?.closed ?? undefined
  }

  /** Edits that were acknowledged, and that someone who comes now does not get. */
  async acknowledgedAndMissing(): Promise<number> {
    if (!this.#job.isAnswered) return 0
    const doc = new Y.Doc()
    const address = this.#document.connections[0]
    if (address === undefined) return 0
    // A place has to be free where the number of connections is limited.
    this.#clients[0]?.drop()
    await pause(100)
    const client = new BenchClient({
      wire: this.#wire(),
      address,
      isAnswered: true,
      onUpdate: (update) => Y.applyUpdate(doc, update),
    })
    await client.ready
    client.drop()
    return this.writers.reduce((sum, { client: id, clock }, index) => {
      const promised = this.#job.acknowledges ? (this.#acknowledged[index] ?? 0) : clock
      return sum + Math.max(0, promised - Y.getState(doc.store, id))
    }, 0)
  }

  leave(): void {
    for (const client of this.#clients) client.drop()
  }

  #wire(): Wire {
    return new Wire(this.#job.wire, this.#document.name)
  }

  #open(index: number, isFirst: boolean): BenchClient {
    const { base, connections } = this.#document
    const address = connections[index]
    if (address === undefined) throw new Error('nobody is there')
    const writer = this.writers[index]
    const client = new BenchClient({
      wire: this.#wire(),
      address,
      isAnswered: this.#job.isAnswered,
      ...(isFirst && { answer: () => base }),
      ...(writer && { stateVector: writer.stateVector() }),
      onUpdate: (update) => this.ledger.receive(index, update),
      onAcknowledged: (marker) => this.#noteAcknowledged(index, marker),
    })
    this.#clients[index] = client
    return client
  }

  #send(writer: number, update: Uint8Array): void {
    const client = this.#clients[writer]
    client?.write(update)
    // Its marker is the clock up to which it has written.
    if (this.#job.acknowledges) client?.mark(this.writers[writer]?.clock ?? 0)
  }

  #noteAcknowledged(index: number, marker: number): void {
    const writer = this.writers[index]
    if (writer === undefined) return
    const { window, acknowledgement } = this.#measured
    const now = performance.now()
    for (let clock = this.#acknowledged[index] ?? 0; clock < marker; clock += 1) {
      const madeAt = writer.madeAt[clock] ?? Number.NaN
      if (madeAt >= window.start && madeAt < window.end) acknowledgement.add(now - madeAt)
    }
    this.#acknowledged[index] = Math.max(marker, this.#acknowledged[index] ?? 0)
  }
}
