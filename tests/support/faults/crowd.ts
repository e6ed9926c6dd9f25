import type * as Y from 'yjs'
import type { Random } from '#tests/support/chaos/random.ts'
import type { ServerPlace } from './server-place.ts'
import { WordWriter } from './word-writer.ts'

const parts = ['framework', 'regulation', 'steering']

type Node = { port: number }

/** People who write on whichever node they are, and go to another one when theirs closes. */
export class Crowd {
  readonly writers: readonly WordWriter[]
  /** Codes with which they were sent away, or their line was cut. */
  readonly closes: number[] = []
  readonly #place: ServerPlace
  readonly #random: Random
  #nodes: readonly Node[] = []
  #isOver = false
  #pace: NodeJS.Timeout | undefined

  constructor(place: ServerPlace, { count, random }: { count: number; random: Random }) {
    this.#place = place
    this.#random = random
    this.writers = Array.from(
      { length: count },
      (_, one) => new WordWriter(`w${one}`, parts[one % parts.length] ?? ''),
    )
  }

  get words(): number {
    return this.writers.reduce((sum, { count }) => sum + count, 0)
  }

  /** Where whoever has no node goes from now on. */
  goTo(nodes: readonly Node[]): void {
    this.#nodes = nodes
  }

  /** Everybody is there; from then on someone writes a word every 15 ms, with a line or without. */
  async come(): Promise<void> {
    for (const [person, writer] of this.writers.entries()) void this.#stay(writer, person)
    await Promise.all(this.writers.map(({ peer }) => peer.synced()))
    this.#pace = setInterval(() => this.#random.pick(this.writers).write(), 15)
  }

  /** Resolves once they have written this many more words. */
  async writeMore(words: number): Promise<void> {
    const enough = this.words + words
    const [someone] = this.writers
    await someone?.peer.until(() => this.words >= enough)
  }

  /** Nobody writes any more; all that was written is stored, and everybody has it. */
  async settle(): Promise<void> {
    clearInterval(this.#pace)
    for (const { peer } of this.writers) {
      await peer.synced()
      await peer.saved()
    }
    for (const { peer } of this.writers) {
      await peer.until(() => this.notOnceIn(peer.doc).length === 0)
    }
  }

  leave(): void {
    clearInterval(this.#pace)
    this.#isOver = true
    for (const { peer } of this.writers) peer.hangUp()
  }

  get acknowledged(): string[] {
    return this.writers.flatMap(({ acknowledged }) => acknowledged)
  }

  notOnceIn(doc: Y.Doc): string[] {
    return this.writers.flatMap((writer) => writer.notOnceIn(doc))
  }

  async #stay({ peer }: WordWriter, person: number): Promise<void> {
    while (!this.#isOver) {
      const before = peer.closed
      this.#place.open(this.#random.pick(this.#nodes), peer, person)
      await peer.until(() => peer.closed !== null && peer.closed !== before)
      if (!this.#isOver && peer.closed !== null) this.closes.push(peer.closed.code)
    }
  }
}
