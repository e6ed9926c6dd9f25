import * as Y from 'yjs'
import type { AccountId } from '#lib/domain/ids.ts'

/** A row of a document's log: one integrated update, and the connection's account that brought it. */
export type LogRow = { accountId: AccountId; at: Date; data: Uint8Array }

/** From `firstClock` on, and until the client's next entry, a Yjs client id writes for this account. */
export type ClientOwner = { clientId: number; firstClock: number; accountId: AccountId }

/** What is at `clientId`, from `clock` on, for `length` UTF-16 units of text (or elements). */
type Range = { clientId: number; clock: number; length: number }

/** `relayedBy`: the account whose connection brought it, when that is not the author's. */
export type Insertion = Range & { author: AccountId; relayedBy: AccountId | null; at: Date }
export type Deletion = Range & { by: AccountId; at: Date }
export type Attribution = { insertions: Insertion[]; deletions: Deletion[] }

/**
 * Who wrote and who deleted what, from the log alone.
 *
 * Words belong to the owner of the client id that made them, whoever brought them: after a crash the
 * structs of one person can arrive in another's answer. A deletion carries no author of its own: it
 * belongs to the account of its row.
 *
 * @param rows in the order of their sequence, from the first one of the epoch.
 * @param owners in any order. Words of a client id without owner belong to the account of their row.
 */
export function attribute(rows: Iterable<LogRow>, owners: readonly ClientOwner[]): Attribution {
  const known = new Map<number, number>()
  const attribution: Attribution = { insertions: [], deletions: [] }
  for (const row of rows) {
    const { structs, ds } = Y.decodeUpdate(row.data)
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue
      const range = unseen(known, struct)
      if (range !== null) attribution.insertions.push(...insertionsOf(range, { row, owners }))
    }
    for (const [clientId, items] of ds.clients) {
      for (const { clock, len } of items) {
        attribution.deletions.push({ clientId, clock, length: len, by: row.accountId, at: row.at })
      }
    }
  }
  return { ...attribution, insertions: joined(attribution.insertions) }
}

/** The part of a struct that no earlier row had; null when all of it was there. */
function unseen(known: Map<number, number>, { id, length }: Y.Item | Y.GC): Range | null {
  const end = id.clock + length
  const clock = Math.max(id.clock, known.get(id.client) ?? 0)
  if (clock >= end) return null
  known.set(id.client, end)
  return { clientId: id.client, clock, length: end - clock }
}

/** A range in which the client id changes hands is cut where it does. */
function insertionsOf(
  { clientId, clock, length }: Range,
  { row, owners }: { row: LogRow; owners: readonly ClientOwner[] },
): Insertion[] {
  const end = clock + length
  const turns = owners
    .filter((owner) => owner.clientId === clientId && owner.firstClock < end)
    .toSorted((a, b) => a.firstClock - b.firstClock)
  const starts = turns.map(({ firstClock }) => firstClock).filter((start) => start > clock)
  return [clock, ...starts].map((start, index) => {
    const author =
      turns.findLast(({ firstClock }) => firstClock <= start)?.accountId ?? row.accountId
    return {
      clientId,
      clock: start,
      length: (starts[index] ?? end) - start,
      author,
      relayedBy: author === row.accountId ? null : row.accountId,
      at: row.at,
    }
  })
}

/** Ranges that follow each other in one row and have one author are one. */
function joined(insertions: readonly Insertion[]): Insertion[] {
  const result: Insertion[] = []
  for (const next of insertions) {
    const last = result.at(-1)
    const follows =
      last !== undefined &&
      last.clientId === next.clientId &&
      last.clock + last.length === next.clock &&
      last.author === next.author &&
      last.relayedBy === next.relayedBy &&
      last.at === next.at
    if (follows) last.length += next.length
    else result.push({ ...next })
  }
  return result
}
