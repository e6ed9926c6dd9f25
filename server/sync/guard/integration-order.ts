import * as Y from 'yjs'
import type { DecodedUpdate, Struct } from './decoded-update.ts'
import { UpdateRefused } from './refusal.ts'

/** More than any honest update needs; bounds what a forged one can cost. */
const maxSteps = 4_000_000

/**
 * The structs that the document does not have, each after what it depends on: the order in which
 * Yjs would integrate them. Null when something is missing (a clock, an origin, a parent, a deleted
 * range): Yjs would park the rest of the update for ever (G9).
 *
 * @throws {UpdateRefused} `malformed`: a struct that depends on itself.
 */
export function integrationOrder(doc: Y.Doc, update: DecodedUpdate): (Y.Item | Y.GC)[] | null {
  const walk = new Walk(doc, update)
  return walk.run()
}

class Walk {
  readonly #doc: Y.Doc
  readonly #update: DecodedUpdate
  readonly #clocks = new Map<number, number>()
  readonly #order: (Y.Item | Y.GC)[] = []
  #steps = 0

  constructor(doc: Y.Doc, update: DecodedUpdate) {
    this.#doc = doc
    this.#update = update
  }

  run(): (Y.Item | Y.GC)[] | null {
    const waiting = new Map(
      [...this.#update.structs].map(([client, list]) => [client, { list, next: 0 }]),
    )
    for (let moved = true; moved && waiting.size > 0; ) {
      moved = false
      for (const [client, queue] of waiting) {
        const before = queue.next
        queue.next = this.#advance(queue.list, before)
        moved ||= queue.next > before
        if (queue.next === queue.list.length) waiting.delete(client)
      }
    }
    if (waiting.size > 0 || !this.#hasAllDeletions()) return null
    return this.#order
  }

  /** Takes structs from `next` on while they are ready; returns the first that is not. */
  #advance(structs: readonly Struct[], next: number): number {
    let index = next
    for (let struct = structs[index]; struct !== undefined; struct = structs[++index]) {
      this.#steps += 1
      if (this.#steps > maxSteps) throw new UpdateRefused('malformed', 'too tangled')
      const { client, clock } = struct.id
      const end = clock + struct.length
      const known = this.#clock(client)
      // Yjs waits for what a struct depends on even when it has that struct already.
      if (struct instanceof Y.Item && !this.#isReady(struct)) return index
      if (end <= known) continue
      if (struct instanceof Y.Skip || clock > known) return index
      this.#clocks.set(client, end)
      this.#order.push(struct)
    }
    return index
  }

  #isReady(item: Y.Item): boolean {
    return dependencies(item).every((id) => {
      if (id.client !== item.id.client) return id.clock < this.#clock(id.client)
      if (id.clock >= item.id.clock) throw new UpdateRefused('malformed', 'depends on itself')
      return true
    })
  }

  #hasAllDeletions(): boolean {
    return this.#update.deletions.every(
      ({ client, clock, length }) => clock + length <= this.#clock(client),
    )
  }

  #clock(client: number): number {
    return this.#clocks.get(client) ?? Y.getState(this.#doc.store, client)
  }
}

function dependencies(item: Y.Item): Y.ID[] {
  const parent: unknown = item.parent
  return [item.origin, item.rightOrigin, parent].filter((id) => id instanceof Y.ID)
}
