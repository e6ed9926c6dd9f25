import * as Y from 'yjs'
import type { Range, Struct } from './decoded-update.ts'

/** Too few to cost anything in a document that fits its limits: they are not looked at. */
const fewChanges = 500

/**
 * How many structs Yjs shifts, at most, when it applies an update. It keeps those of a client in one
 * array, and cuts an item in two where another begins, or where a deletion begins or ends: all that
 * the client wrote later moves by one place. 70 kB can ask for a minute of that.
 */
export function shiftsOf(
  doc: Y.Doc,
  { structs, deletions }: { structs: readonly Struct[]; deletions: readonly Range[] },
): number {
  if (structs.length + deletions.length < fewChanges) return 0
  const cuts = new Cuts(doc)
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    const { origin, rightOrigin } = struct
    if (origin !== null) cuts.add(origin.client, origin.clock + 1, true)
    if (rightOrigin !== null) cuts.add(rightOrigin.client, rightOrigin.clock, true)
  }
  for (const { client, clock, length } of deletions) {
    cuts.add(client, clock, false)
    cuts.add(client, clock + length, false)
  }
  return cuts.shifts
}

class Cuts {
  shifts = 0
  readonly #doc: Y.Doc
  readonly #made = new Map<number, Set<number>>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** @param isOrigin what is deleted already is cut for what stands beside it, not to be deleted again. */
  add(client: number, clock: number, isOrigin: boolean): void {
    const structs = this.#doc.store.clients.get(client)
    if (structs === undefined || clock >= Y.getState(this.#doc.store, client)) return
    const index = Y.findIndexSS(structs, clock)
    const item = structs[index]
    if (!(item instanceof Y.Item) || item.id.clock === clock) return
    if (item.deleted && !isOrigin) return
    const made = this.#made.get(client) ?? new Set()
    if (made.has(clock)) return
    this.#made.set(client, made.add(clock))
    // Those that were cut off before may lie behind it, too.
    this.shifts += structs.length - index + made.size
  }
}
