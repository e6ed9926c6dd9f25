import type * as Y from 'yjs'
import type { Random } from '#tests/support/chaos/random.ts'
import type { ServerPlace } from './server-place.ts'
import { notOnceIn, WordWriter } from './word-writer.ts'

const parts = ['framework', 'regulation', 'steering']

type Node = { port: number }

/** People who write on whichever node they are, and go to another one when theirs closes. */
export class Crowd {
  readonly writers: readonly WordWriter[]
  /** Codes with which they were sent away, or their line was cut. */
  readonly closes: number[] = []
  readonly #place: ServerPlace
  readonly #random: Random
  readonly #places = new Map<WordWriter, Node>()
  #nodes: readonly Node[] = []
  #opened = Promise.withResolvers<void>()
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

  /** Where whoever has no node goes from now on; without any they wait. */
  goTo(nodes: readonly Node[]): void {
    this.#nodes = nodes
    if (nodes.length > 0) this.#opened.resolve()
    else this.#opened = Promise.withResolvers()
  }

  /** Those on this node write much at once; resolves as soon as one of them is told that it is stored. */
  async burst(node: Node): Promise<void> {
    const here = this.writers.filter((writer) => this.#places.get(writer) === node)
    const before = here.map(({ peer }) => peer.marked)
    for (let word = 0; word < 10; word++) {
      for (const writer of here) writer.write()
    }
    await Promise.race(
      here.map(({ peer }, one) => peer.until(() => peer.acknowledged > (before[one] ?? 0))),
    )
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
    this.#opened.resolve()
    for (const { peer } of this.writers) peer.hangUp()
  }

  get acknowledged(): string[] {
    return this.writers.flatMap(({ acknowledged }) => acknowledged)
  }

  notOnceIn(doc: Y.Doc): string[] {
    return notOnceIn(
      doc,
      this.writers.flatMap(({ words }) => words),
    )
  }

  async #stay(writer: WordWriter, person: number): Promise<void> {
    const { peer } = writer
    for (;;) {
      await this.#opened.promise
      if (this.#isOver) return
      const before = peer.closed
      const node = this.#random.pick(this.#nodes)
      this.#places.set(writer, node)
      this.#place.open(node, peer, person)
      await peer.until(() => peer.closed !== null && peer.closed !== before)
      if (!this.#isOver && peer.closed !== null) this.closes.push(peer.closed.code)
    }
  }
}
