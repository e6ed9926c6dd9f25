import { vi } from 'vitest'
import type { ProjectId } from '#lib/domain/ids.ts'
import { limits } from '#lib/wire/limits.ts'
import { AccessCheck } from '#server/sync/access-check.ts'
import type { Connection } from '#server/sync/connection.ts'
import type { Random } from '#tests/support/chaos/random.ts'
import { writeAtRandom } from '#tests/support/random-writing.ts'
import {
  createBlank,
  type Joined,
  type TestHouse,
  testHouse,
} from '#tests/support/room-of-peers.ts'

const projects = [1, 2, 3].map((one) => `00000000-0000-4000-8000-00000000000${one}` as ProjectId)
const people = Array.from({ length: 15 }, (_, one) => `p${one}`)
const accessCheckMs = 1_500

type Visit = Joined & { clock: number }

/**
 * A school whose people come to three projects, write, move their carets, stop reading, are cut off
 * or sent away, and leave, while the log fails now and then; in simulated time.
 */
export class SimulatedSchool {
  readonly #house: TestHouse
  readonly #random: Random
  readonly #visits = new Map<string, Visit>()
  /** Connections and rooms that the server made: none may be left once everybody is gone. */
  readonly #made = new Set<WeakRef<object>>()
  readonly #access: AccessCheck

  /** Timers have to be fake. */
  static async open(random: Random): Promise<SimulatedSchool> {
    return new SimulatedSchool(await testHouse({ graceMs: 30_000 }), random)
  }

  private constructor(house: TestHouse, random: Random) {
    this.#house = house
    this.#random = random
    this.#access = new AccessCheck({
      connections: { [Symbol.iterator]: () => this.#connections().values() },
      accessOf: async (pairs) =>
        pairs.map((pair) => ({ ...pair, role: 'editor' as const, status: 'draft' as const })),
      noteActivity: async () => undefined,
      findRoom: (project) => house.rooms.find(project),
      events: house.events,
    })
  }

  get openRooms(): number {
    return this.#house.rooms.size
  }

  /** What happened that never should. */
  get faults(): string[] {
    return this.#house.names.filter((name) => name === 'failed' || name === 'roomRebuilt')
  }

  /** How many rooms and connections are still referenced; collect garbage first. */
  get leftovers(): number {
    return [...this.#made].filter((one) => one.deref() !== undefined).length
  }

  /** A stretch of time, after which everybody leaves and every room is unloaded. */
  async live(seconds: number): Promise<void> {
    this.#house.names.length = 0
    this.#made.clear()
    for (const project of projects) await createBlank(this.#house.log, project)
    const timers = [
      setInterval(() => this.#beat(), limits.heartbeatMs),
      setInterval(() => void this.#access.run(), accessCheckMs),
    ]
    for (let second = 0; second < seconds; second++) {
      for (const name of people) this.#act(name)
      this.#failNowAndThen()
      this.#noteRooms()
      await vi.advanceTimersByTimeAsync(1000)
    }
    this.#house.log.mendCommits()
    for (const name of people) this.#leave(name)
    for (const timer of timers) clearInterval(timer)
    await vi.advanceTimersByTimeAsync(120_000)
    for (const project of projects) this.#house.log.create(project)
  }

  #connections(): Connection[] {
    return [...this.#visits.values()].map(({ connection }) => connection)
  }

  #beat(): void {
    for (const connection of this.#connections()) connection.beat()
  }

  #noteRooms(): void {
    const known = new Set([...this.#made].map((one) => one.deref()))
    for (const room of this.#house.rooms.opened()) {
      if (!known.has(room)) this.#made.add(new WeakRef(room))
    }
  }

  #failNowAndThen(): void {
    const { log } = this.#house
    if (this.#random.below(60) === 0) log.failCommits()
    else if (this.#random.below(3) === 0) log.mendCommits()
  }

  #act(name: string): void {
    const visit = this.#visits.get(name)
    if (visit === undefined) {
      if (this.#random.below(10) === 0) this.#come(name)
    } else if (visit.peer.closed !== null || this.#random.below(80) === 0) {
      this.#leave(name)
    } else if (visit.peer.isSynced) {
      this.#use(visit)
    }
  }

  #use(visit: Visit): void {
    const { peer, wire, connection } = visit
    const deeds = [
      () => writeAtRandom(peer.doc, this.#random),
      () => writeAtRandom(peer.doc, this.#random),
      () => peer.present({ caret: this.#random.below(100) }, ++visit.clock),
      () => {
        wire.isHeld = true
      },
      () => wire.release(),
      () => this.#random.below(40) === 0 && peer.send(Uint8Array.of(9, 9)),
      () => this.#random.below(40) === 0 && connection.close(4503, 'sent away'),
    ]
    this.#random.pick(deeds)()
  }

  #come(name: string): void {
    const joined = this.#house.open(name, { project: this.#random.pick(projects) })
    this.#made.add(new WeakRef(joined.connection))
    this.#visits.set(name, { ...joined, clock: 0 })
  }

  /** By closing the page, or because the network went. */
  #leave(name: string): void {
    const visit = this.#visits.get(name)
    this.#visits.delete(name)
    if (visit === undefined) return
    if (this.#random.below(2) === 0) visit.peer.hangUp()
    else visit.connection.closed(1006, 'gone')
    visit.peer.doc.destroy()
  }
}
