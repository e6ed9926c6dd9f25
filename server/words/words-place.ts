import * as Y from 'yjs'
import { parseRoot } from '#lib/document/parse-root.ts'
import type { Incoming } from '#server/sync/guard.ts'
import type { Run } from './words-run.ts'

/** Where words stood. */
export type WordsPlace = {
  /** Null when nothing is left that tells. */
  readonly sectionId: string | null
  /** At most 64 characters of the text on each side; empty when there is none. */
  readonly before: string
  readonly after: string
}

const maxContext = 64
/** A collected block stands beside what its maker wrote just before it. */
const maxSteps = 1_000

/** Null for words that are not of a part: a record's texts go with no block. */
export function placeOfItem(transaction: Y.Transaction, { first, last }: Run): WordsPlace | null {
  const sectionId = sectionOf(first.item.parent)
  if (sectionId === null) return null
  const wasThere = (item: Y.Item) => !item.deleted || Y.isDeleted(transaction.deleteSet, item.id)
  const head = textOf(first.item).slice(0, first.clock - first.item.id.clock)
  const tail = textOf(last.item).slice(last.clock + last.text.length - last.item.id.clock)
  return {
    sectionId,
    before: (walk(first.item.left, 'left', wasThere) + head).slice(-maxContext),
    after: (tail + walk(last.item.right, 'right', wasThere)).slice(0, maxContext),
  }
}

/**
 * Yjs keeps nothing of what stood in a collected block, but the block itself, empty, in its place:
 * right before its content in its maker's clocks. The words around it are its neighbours'.
 */
export function placeOfCollected(
  transaction: Y.Transaction,
  item: Y.Item,
  incoming: Incoming,
): WordsPlace {
  const near = outermost(transaction, item, incoming)
    .map((id) => nearestItem(transaction.doc, id))
    .find((found) => found !== null)
  if (near === undefined) return { sectionId: null, before: '', after: '' }
  const isBlock = near.deleted && !(near.parent instanceof Y.XmlText)
  return {
    sectionId: sectionOf(near.parent),
    before: isBlock ? blockText(near.left, 'left').slice(-maxContext) : '',
    after: isBlock ? blockText(near.right, 'right').slice(0, maxContext) : '',
  }
}

/**
 * What the item was put into or beside, followed through the update to what was there before. What
 * others made comes first: the typist's own letters before these may be collected as well.
 */
function outermost(
  { beforeState }: Y.Transaction,
  item: Y.Item,
  { update }: Incoming,
): readonly Y.ID[] {
  let struct: Y.Item | Y.GC | undefined = item
  for (let steps = 0; steps < maxSteps && struct instanceof Y.Item; steps += 1) {
    const parent: unknown = struct.parent
    const { origin, rightOrigin }: Y.Item = struct
    const ids: Y.ID[] = [parent, origin, rightOrigin].filter((id) => id instanceof Y.ID)
    const known = ids.filter(({ client, clock }) => clock < (beforeState.get(client) ?? 0))
    if (known.length > 0) {
      const isOwn = (id: Y.ID) => Number(id.client === item.id.client)
      return known.toSorted((a, b) => isOwn(a) - isOwn(b))
    }
    const [next] = ids
    struct = next === undefined ? undefined : update.find(next)
  }
  return []
}

/** The closest item that still has a part, before `id` in its client's clocks or else after it. */
function nearestItem(doc: Y.Doc, { client, clock }: Y.ID): Y.Item | null {
  const structs = doc.store.clients.get(client)
  if (structs === undefined) return null
  const start = Y.findIndexSS(structs, clock)
  for (const step of [-1, 1]) {
    for (let steps = 0; steps < maxSteps; steps += 1) {
      const struct = structs[start + step * steps]
      if (struct === undefined) break
      if (struct instanceof Y.Item && sectionOf(struct.parent) !== null) return struct
    }
  }
  return null
}

function sectionOf(parent: unknown): string | null {
  let type = parent
  while (type instanceof Y.AbstractType && type._item !== null) type = type._item.parent
  if (!(type instanceof Y.AbstractType)) return null
  const root = parseRoot(Y.findRootTypeKey(type))
  return root?.type === 'section' ? root.sectionId : null
}

type Side = 'left' | 'right'

/** Text beside an item in its own list, as far as a context goes. */
function walk(from: Y.Item | null, side: Side, isCounted: (item: Y.Item) => boolean): string {
  let text = ''
  for (let item = from; item !== null && text.length < maxContext; item = item[side]) {
    if (!isCounted(item)) continue
    text = side === 'left' ? textOf(item) + text : text + textOf(item)
  }
  return text
}

/** Text of the closest block on that side that is there. */
function blockText(from: Y.Item | null, side: Side): string {
  for (let item = from; item !== null; item = item[side]) {
    if (!item.deleted && item.content instanceof Y.ContentType) return textIn(item.content.type)
  }
  return ''
}

function textIn(type: Y.AbstractType<unknown>): string {
  let text = ''
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    text += item.content instanceof Y.ContentType ? textIn(item.content.type) : textOf(item)
  }
  return text
}

function textOf({ content }: Y.Item): string {
  return content instanceof Y.ContentString ? content.str : ''
}
