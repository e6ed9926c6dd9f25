import * as Y from 'yjs'
import type { Range } from './decoded-update.ts'

/** UTF-16 units: less than this is a passage, whatever share of its part it is. */
const minLength = 500

type SharedType = Y.AbstractType<unknown>

/** What an update deletes that is there: pieces of text, and shared types with all that is in them. */
type Doomed = {
  readonly pieces: { readonly parent: SharedType; readonly length: number }[]
  readonly types: Set<SharedType>
}

/**
 * True when deleting these ranges takes over half of the live text out of a part (or out of the
 * records of one kind), and no less than 500 units. Ten bytes can say so, and it is legitimate.
 */
export function isMassDeletion(doc: Y.Doc, deletions: readonly Range[]): boolean {
  const doomed = doomedBy(doc, deletions)
  const lost = new Map<SharedType, number>()
  const note = (parent: SharedType, length: number) => {
    const root = rootOutside(parent, doomed.types)
    if (root !== null) lost.set(root, (lost.get(root) ?? 0) + length)
  }
  for (const { parent, length } of doomed.pieces) note(parent, length)
  for (const type of doomed.types) {
    const parent = type._item?.parent
    if (parent instanceof Y.AbstractType) note(parent, liveLength(type))
  }
  return [...lost].some(([root, length]) => length >= minLength && length * 2 > liveLength(root))
}

function doomedBy(doc: Y.Doc, deletions: readonly Range[]): Doomed {
  const doomed: Doomed = { pieces: [], types: new Set() }
  for (const { client, clock, length } of deletions) {
    // What the update brings and deletes at once is not there yet.
    const end = Math.min(clock + length, Y.getState(doc.store, client))
    const structs = doc.store.clients.get(client) ?? []
    if (clock >= end) continue
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
      const item = structs[index]
      if (item === undefined || item.id.clock >= end) break
      if (!(item instanceof Y.Item) || item.deleted) continue
      if (item.content instanceof Y.ContentType) doomed.types.add(item.content.type)
      if (!(item.content instanceof Y.ContentString)) continue
      if (!(item.parent instanceof Y.AbstractType)) continue
      const own = Math.min(end, item.id.clock + item.length) - Math.max(clock, item.id.clock)
      doomed.pieces.push({ parent: item.parent, length: own })
    }
  }
  return doomed
}

/** The root above, or null when it goes with a type that is counted as a whole. */
function rootOutside(type: SharedType, doomed: ReadonlySet<SharedType>): SharedType | null {
  let above = type
  while (!doomed.has(above)) {
    const parent = above._item?.parent
    if (!(parent instanceof Y.AbstractType)) return above
    above = parent
  }
  return null
}

/** Units of text that are there, in the type and in all that is in it. */
function liveLength(type: SharedType): number {
  let length = 0
  for (let item = type._start; item !== null; item = item.right) length += lengthOf(item)
  for (const item of type._map.values()) length += lengthOf(item)
  return length
}

function lengthOf({ deleted, content, length }: Y.Item): number {
  if (deleted) return 0
  if (content instanceof Y.ContentType) return liveLength(content.type)
  return content instanceof Y.ContentString ? length : 0
}
