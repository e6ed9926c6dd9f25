import { type CloseCode, closeCodes } from '#lib/wire/close-codes.ts'
import type { CopyState } from './offline/copy-state.ts'

/** What the save state says. It never says more than the server has acknowledged. */
export type RoomStatus =
  | { kind: 'loading' }
  /** Everything typed here is committed. `back`: after a time without connection. */
  | { kind: 'saved'; at: number | null; back: boolean }
  /** An edit so recent that no word is due yet: neither saved nor late. */
  | { kind: 'writing' }
  | { kind: 'saving' }
  /** The server is slow to acknowledge; this device holds everything. */
  | { kind: 'kept' }
  | { kind: 'reconnecting' }
  | { kind: 'offline'; unsent: number; copy: CopyState }
  /** The server is there and cannot store. `retryAt`: when the next attempt begins. */
  | { kind: 'failing'; unsent: number; copy: CopyState; retryAt: number | null }
  /** The session ended; the document goes on as soon as the person has signed in again. */
  | { kind: 'signed-out'; unsent: number }
  /** The server will not take this document any more. `code` is null until it has said why. */
  | { kind: 'refused'; code: CloseCode | null; unsent: number; copy: CopyState }

/** The connection: in one of these states, with what there is to know of it in that one alone. */
export type Link =
  /** The first attempt has not ended. */
  | { kind: 'opening'; since: number }
  /** Synchronised; `http` where the network lets no socket through. */
  | { kind: 'open'; since: number; via: 'socket' | 'http' }
  /** Attempts go on. `failing`: the server is there and could not go on. */
  | { kind: 'cut'; since: number; failing: boolean; retryAt: number }
  /** The session ended: the document goes on as soon as the person has signed in again. */
  | { kind: 'signed-out' }
  /** An edit was refused, or the server closed for good: this document has no future. */
  | { kind: 'ended'; code: CloseCode | null }

/** Times are milliseconds of one clock. */
export type RoomFacts = {
  /** There is a document to show: received, or found on this device. */
  loaded: boolean
  link: Link
  /** What the browser says of the network. */
  online: boolean
  unsaved: number
  unsavedSince: number | null
  lastEditAt: number | null
  savedAt: number | null
  /** When everything was saved again after a time without connection. */
  backAt: number | null
  copy: CopyState
}

/** « Enregistrement… » is said of an edit that waits this long. */
export const SAVING_AFTER_MS = 400
/** An edit that waits longer, and that this device holds, is said to be kept here. */
export const KEPT_AFTER_MS = 3000
/** « Enregistré » is said this long after the last keystroke, so that it does not blink. */
export const CALM_MS = 300
/** A shorter time without connection is a reconnection, a longer one is being offline. */
export const OFFLINE_AFTER_MS = 6000
export const BACK_MS = 5000

export function statusOf(facts: RoomFacts, now: number): RoomStatus {
  const { link, copy, unsaved: unsent } = facts
  switch (link.kind) {
    case 'signed-out':
      return { kind: 'signed-out', unsent }
    case 'ended':
      return { kind: 'refused', code: link.code, unsent, copy }
    case 'open':
      return openStatus(facts, now)
    default:
      return awayStatus(facts, link, now - link.since >= OFFLINE_AFTER_MS)
  }
}

function openStatus(facts: RoomFacts, now: number): RoomStatus {
  if (facts.unsavedSince !== null) return unsavedStatus(facts, now - facts.unsavedSince)
  if (facts.lastEditAt !== null && now - facts.lastEditAt < CALM_MS) return { kind: 'writing' }
  const back = facts.backAt !== null && now - facts.backAt < BACK_MS
  return { kind: 'saved', at: facts.savedAt, back }
}

type Away = Extract<Link, { kind: 'opening' | 'cut' }>

function awayStatus(facts: RoomFacts, link: Away, isLong: boolean): RoomStatus {
  const { loaded, online, unsaved: unsent, copy } = facts
  // A first answer may be slow to come: nobody is told that they are offline for that.
  if (link.kind === 'opening' && !(loaded && isLong)) return { kind: 'loading' }
  if (online && !isLong) return { kind: loaded ? 'reconnecting' : 'loading' }
  if (link.kind === 'cut' && link.failing && online && unsent > 0) {
    return { kind: 'failing', unsent, copy, retryAt: link.retryAt }
  }
  return { kind: 'offline', unsent, copy }
}

function unsavedStatus({ online, unsaved, copy }: RoomFacts, waitingMs: number): RoomStatus {
  if (waitingMs < SAVING_AFTER_MS) return { kind: 'writing' }
  if (!online) return { kind: 'offline', unsent: unsaved, copy }
  return { kind: waitingMs >= KEPT_AFTER_MS && copy === 'kept' ? 'kept' : 'saving' }
}

/** How long until time alone changes the status; null when it does not. */
export function msToNextStatus(facts: RoomFacts, now: number): number | null {
  const { link } = facts
  const isAway = link.kind === 'opening' || link.kind === 'cut'
  const moments = [
    [facts.unsavedSince, SAVING_AFTER_MS],
    [facts.unsavedSince, KEPT_AFTER_MS],
    [facts.lastEditAt, CALM_MS],
    [isAway ? link.since : null, OFFLINE_AFTER_MS],
    [facts.backAt, BACK_MS],
  ] as const
  const waits = moments.flatMap(([since, delay]) => (since === null ? [] : [since + delay - now]))
  const ahead = waits.filter((wait) => wait > 0)
  return ahead.length === 0 ? null : Math.min(...ahead)
}

export function sameStatus(a: RoomStatus, b: RoomStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What a final close makes of the connection; who was refused before does not come back. */
export function closedLink(before: Link, closed: number): Link {
  const code = Object.values(closeCodes).find((known) => known === closed) ?? null
  const isOver = before.kind === 'ended'
  return code === closeCodes.signedOut && !isOver ? { kind: 'signed-out' } : { kind: 'ended', code }
}
