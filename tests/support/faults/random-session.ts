import { vi } from 'vitest'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { Random } from '#tests/support/chaos/random.ts'
import { writeAtRandom } from '#tests/support/random-writing.ts'
import {
  type Joined,
  newLog,
  PART,
  projectId,
  type TestHouse,
  testHouse,
} from '#tests/support/room-of-peers.ts'
import { TestPeer } from '#tests/support/test-peer.ts'
import { documentOf } from './document-of.ts'

const names = ['ann', 'bob', 'eve', 'sue']
const steps = 100

/** `written` has the clock of their own at each marker: what an acknowledgement answers for. */
type Writer = {
  readonly name: string
  readonly peer: TestPeer
  readonly written: { marker: number; clock: number }[]
  place: Joined | null
}

/**
 * Four people in one room, in memory and in simulated time: they write, hold their line, go offline,
 * come back or never do, while the log fails, stalls and the server crashes. All of it, up to the
 * order of its timers, is decided by the seed.
 */
export class RandomSession {
  readonly #random: Random
  readonly #log: TestHouse['log']
  #house: TestHouse
  readonly #writers: Writer[] = []
  readonly #gone: Writer[] = []

  /** Timers have to be fake. */
  static async start(seed: number): Promise<RandomSession> {
    const log = await newLog()
    const session = new RandomSession(seed, await testHouse({ log }))
    for (const name of names) session.#writers.push(session.#enter(name))
    await session.#pass(50)
    return session
  }

  private constructor(seed: number, house: TestHouse) {
    this.#random = new Random(seed)
    this.#house = house
    this.#log = house.log
  }

  get documents(): string[] {
    return this.#writers.map(({ peer }) => content(peer.doc))
  }

  get closed(): unknown[] {
    return this.#writers.map(({ peer }) => peer.closed)
  }

  /** Numbers of the rows of the log. */
  get seqs(): number[] {
    return this.#log.rows(projectId).map(({ seq }) => seq)
  }

  async run(): Promise<void> {
    for (let step = 0; step < steps; step++) {
      const writer = this.#random.pick(this.#writers)
      if (this.#random.below(4) === 0) await this.#disturb(writer)
      else this.#write(writer)
      if (this.#random.below(3) === 0) await this.#pass(this.#random.below(12))
    }
  }

  /**
   * Everything works again and everyone comes back. False when they do not agree after a minute. A
   * commit that a crash left under way can be stored once the next server has read the log: its
   * check of the heads finds it, though nobody writes any more.
   */
  async settle(): Promise<boolean> {
    this.#mend()
    for (const writer of this.#writers) {
      writer.place?.wire.release()
      this.#comeBack(writer)
    }
    for (let check = 0; check < 30; check++) {
      await this.#pass(1000)
      await this.#house.heads.run()
      await this.#pass(1000)
      const isQuiet = this.#writers.every(({ peer }) => peer.acknowledged === peer.marked)
      if (isQuiet && new Set(this.documents).size === 1) return true
    }
    return false
  }

  /** Clocks that were acknowledged and that the log does not have. */
  async missing(): Promise<number> {
    const doc = await this.#stored()
    const all = [...this.#writers, ...this.#gone]
    return all.reduce((sum, { peer, written }) => {
      const promised = written.findLast(({ marker }) => marker <= peer.acknowledged)?.clock ?? 0
      return sum + Math.max(0, promised - Y.getState(doc.store, peer.doc.clientID))
    }, 0)
  }

  /** What a server that starts anew gives to someone who comes then. */
  async reloaded(): Promise<string> {
    return content(await this.#stored())
  }

  async #stored(): Promise<Y.Doc> {
    return documentOf(await this.#log.load(projectId))
  }

  #enter(name: string): Writer {
    const doc = new Y.Doc()
    doc.clientID = this.#random.below(2 ** 31)
    const writer: Writer = { name, peer: new TestPeer({ doc }), written: [], place: null }
    this.#comeBack(writer)
    return writer
  }

  #write({ peer, written }: Writer): void {
    writeAtRandom(peer.doc, this.#random)
    written.push({ marker: peer.covering, clock: Y.getState(peer.doc.store, peer.doc.clientID) })
  }

  async #disturb(writer: Writer): Promise<void> {
    const accidents = [
      () => {
        if (writer.place) writer.place.wire.isHeld = true
      },
      () => writer.place?.wire.release(),
      () => this.#goAway(writer),
      () => this.#comeBack(writer),
      () => this.#log.failCommits(),
      () => this.#log.hold(),
      () => this.#mend(),
      () => this.#mend(),
      () => this.#closeForGood(writer),
      () => this.#crash(),
    ]
    await this.#random.pick(accidents)()
  }

  #mend(): void {
    this.#log.mendCommits()
    this.#log.release()
  }

  #goAway(writer: Writer): void {
    writer.place?.connection.close(4503, 'cut')
    writer.place = null
  }

  #comeBack(writer: Writer): void {
    if (writer.place !== null && writer.peer.closed === null) return
    writer.place = this.#house.open(writer.name, { peer: writer.peer })
  }

  /** Their page is gone, with all that was not acknowledged; they open another. */
  #closeForGood(writer: Writer): void {
    this.#goAway(writer)
    this.#gone.push(writer)
    this.#writers[this.#writers.indexOf(writer)] = this.#enter(writer.name)
  }

  /** Nothing is flushed; a commit that is under way may still happen. */
  async #crash(): Promise<void> {
    this.#house.rooms.dispose()
    for (const writer of this.#writers) this.#goAway(writer)
    this.#house = await testHouse({ log: this.#log })
  }

  async #pass(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms)
  }
}

function content(doc: Y.Doc): string {
  return section(doc, PART).toString()
}
