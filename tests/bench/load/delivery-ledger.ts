import type { Histogram } from '../measure/histogram.ts'
import { readStructClocks } from './struct-clocks.ts'
import type { Writer } from './writer.ts'

/** Edits made from `start` until `end` are measured. */
export type Window = { start: number; end: number }

/** What each reader of one document has of each writer, and how long each edit took to get there. */
export class DeliveryLedger {
  readonly #writers: readonly Writer[]
  readonly #indexOf: ReadonlyMap<number, number>
  readonly #latency: Histogram
  readonly #window: Window
  /** Per reader, per writer: the first clock that it lacks. */
  readonly #next: Int32Array[]
  /** Deliveries that did not follow what the reader had: a hole in a writer's edits. */
  holes = 0

  constructor(options: {
    writers: readonly Writer[]
    readers: number
    latency: Histogram
    window: Window
  }) {
    this.#writers = options.writers
    this.#indexOf = new Map(options.writers.map(({ client }, index) => [client, index]))
    this.#latency = options.latency
    this.#window = options.window
    this.#next = Array.from(
      { length: options.readers },
      () => new Int32Array(options.writers.length),
    )
  }

  /** @param reader the first readers are the writers themselves, who need no delivery of their own. */
  receive(reader: number, update: Uint8Array): void {
    const now = performance.now()
    const next = this.#next[reader]
    if (next === undefined) return
    readStructClocks(update, (client, clock, length) => {
      const index = this.#indexOf.get(client)
      if (index === undefined || index === reader) return
      const known = next[index] ?? 0
      if (clock > known) this.holes += 1
      for (let at = Math.max(known, clock); at < clock + length; at += 1)
        this.#measure(index, at, now)
      next[index] = Math.max(known, clock + length)
    })
  }

  /** Edits that somebody does not have yet. */
  missing(): number {
    let missing = 0
    this.#next.forEach((next, reader) => {
      this.#writers.forEach(({ clock }, index) => {
        if (index !== reader) missing += clock - (next[index] ?? 0)
      })
    })
    return missing
  }

  #measure(writer: number, clock: number, now: number): void {
    const madeAt = this.#writers[writer]?.madeAt[clock] ?? Number.NaN
    if (madeAt >= this.#window.start && madeAt < this.#window.end) this.#latency.add(now - madeAt)
  }
}
