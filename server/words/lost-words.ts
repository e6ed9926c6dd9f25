import * as Y from 'yjs'
import type { Incoming } from '#server/sync/guard.ts'
import { type ClockRange, rangesOf, uncovered } from './clock-ranges.ts'
import { placeOfCollected, placeOfItem, type WordsPlace } from './words-place.ts'
import { joinPieces, type Piece, type Run } from './words-run.ts'

/** Words of one client that a change made disappear, and that whoever deleted them had never had. */
export type LostWords = WordsPlace & {
  /** The Yjs client that typed them. */
  readonly clientId: number
  /** Clocks of the first of them and after the last: what is typed behind them begins there. */
  readonly clock: number
  readonly nextClock: number
  /** Each of their letters: two processes that find them both know that they are the same. */
  readonly clocks: readonly ClockRange[]
  readonly text: string
  /** True when the update's sender deleted them, false when it brought them too late. */
  readonly isDeletedBySender: boolean
}

/**
 * The words that went with an update without its sender, or the sender of an earlier deletion,
 * having had them (W1–W4).
 *
 * An update lists every deletion that its sender made or knew of, inside deleted blocks too. What
 * goes and is not listed was in no copy that deleted it: it stood in a block that was deleted (then
 * it is in the document until Yjs collects it), or comes into one (then Yjs discards it, and the
 * update alone has it).
 *
 * @param transaction as it is at `beforeObserverCalls`: everything is integrated, nothing collected.
 */
export function lostWords(transaction: Y.Transaction, incoming: Incoming): LostWords[] {
  const deleted = deletedRanges(transaction)
  const discarded = discardedPieces(transaction, incoming)
  if (deleted.size === 0 && discarded.size === 0) return []
  const known = listedRanges(incoming)
  const pieces = [
    ...piecesInDocument(transaction.doc, deleted, known),
    ...piecesUnlisted(discarded, known),
  ]
  return wordsOf(joinPieces(pieces), { transaction, incoming })
}

type Ranges = ReadonlyMap<number, readonly ClockRange[]>

function deletedRanges({ deleteSet }: Y.Transaction): Ranges {
  const ranges = new Map<number, ClockRange[]>()
  for (const [client, items] of deleteSet.clients) {
    ranges.set(
      client,
      items.map(({ clock, len }) => ({ clock, end: clock + len })),
    )
  }
  return ranges
}

function listedRanges({ update }: Incoming): Ranges {
  const ranges = new Map<number, ClockRange[]>()
  for (const { client, clock, length } of update.deletions) {
    listOf(ranges, client).push({ clock, end: clock + length })
  }
  return ranges
}

/** Text of the update that Yjs did not take in, because what it stands in was collected. */
function discardedPieces({ doc, beforeState }: Y.Transaction, incoming: Incoming) {
  const pieces = new Map<number, Piece[]>()
  for (const item of incoming.structs) {
    if (!(item instanceof Y.Item && item.content instanceof Y.ContentString)) continue
    const { client } = item.id
    const clock = Math.max(item.id.clock, beforeState.get(client) ?? 0)
    const end = item.id.clock + item.length
    // Yjs cleans formats up in a transaction of its own, before which the update is all in.
    if (clock >= end || !isCollected(doc, { client, clock })) continue
    listOf(pieces, client).push(pieceOf(item, { clock, end }, false))
  }
  return pieces
}

function listOf<Value>(lists: Map<number, Value[]>, client: number): Value[] {
  const list = lists.get(client) ?? []
  lists.set(client, list)
  return list
}

function isCollected(doc: Y.Doc, { client, clock }: { client: number; clock: number }): boolean {
  const structs = doc.store.clients.get(client)
  return structs?.[Y.findIndexSS(structs, clock)] instanceof Y.GC
}

function* piecesInDocument(doc: Y.Doc, deleted: Ranges, known: Ranges): Generator<Piece> {
  for (const [client, ranges] of deleted) {
    const structs = doc.store.clients.get(client) ?? []
    for (const { clock, end } of uncovered(ranges, known.get(client) ?? [])) {
      for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
        const item = structs[index]
        if (item === undefined || item.id.clock >= end) break
        if (!(item instanceof Y.Item && item.content instanceof Y.ContentString)) continue
        const from = Math.max(clock, item.id.clock)
        yield pieceOf(item, { clock: from, end: Math.min(end, item.id.clock + item.length) }, true)
      }
    }
  }
}

function* piecesUnlisted(
  discarded: ReadonlyMap<number, readonly Piece[]>,
  known: Ranges,
): Generator<Piece> {
  for (const [client, pieces] of discarded) {
    const ranges = pieces.map(({ clock, text }) => ({ clock, end: clock + text.length }))
    let next = 0
    for (const range of uncovered(ranges, known.get(client) ?? [])) {
      while ((ranges[next]?.end ?? range.end) < range.end) next += 1
      const piece = pieces[next]
      if (piece !== undefined) yield pieceOf(piece.item, range, false)
    }
  }
}

function pieceOf(item: Y.Item, { clock, end }: ClockRange, isInDocument: boolean): Piece {
  const { id, content, origin, rightOrigin } = item
  const text = content instanceof Y.ContentString ? content.str : ''
  return {
    item,
    isInDocument,
    clock,
    text: text.slice(clock - id.clock, end - id.clock),
    origin: clock > id.clock ? Y.createID(id.client, clock - 1) : origin,
    rightOrigin,
  }
}

type Placed = { readonly run: Run; readonly place: WordsPlace }

/** The runs of one client in one part are offered together. */
function wordsOf(
  runs: readonly Run[],
  change: { transaction: Y.Transaction; incoming: Incoming },
): LostWords[] {
  const groups = new Map<string, Placed[]>()
  for (const run of runs) {
    const place = placeOf(run, change)
    if (place === null) continue
    const key = `${run.clientId} ${place.sectionId}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [{ run, place }])
    else group.push({ run, place })
  }
  return [...groups.values()].flatMap(together)
}

function together(group: readonly Placed[]): LostWords[] {
  const [first, last] = [group[0], group.at(-1)]
  if (first === undefined || last === undefined) return []
  const clocks = rangesOf(group.flatMap(({ run }) => run.clocks))
  return [
    {
      ...first.place,
      after: last.place.after,
      clientId: first.run.clientId,
      clock: clocks[0]?.clock ?? first.run.clock,
      nextClock: clocks.at(-1)?.end ?? last.run.nextClock,
      clocks,
      text: group.map(({ run }) => run.text).join('\n'),
      isDeletedBySender: first.run.isInDocument,
    },
  ]
}

function placeOf(
  run: Run,
  { transaction, incoming }: { transaction: Y.Transaction; incoming: Incoming },
): WordsPlace | null {
  return run.isInDocument
    ? placeOfItem(transaction, run)
    : placeOfCollected(transaction, run.first.item, incoming)
}
