import { type CloseCode, closeCodes } from '#lib/wire/close-codes.ts'

/** What the save state says. It never says more than the server has acknowledged. */
export type RoomStatus =
  | { kind: 'loading' }
  /** Everything typed here is committed. `back`: after a time without connection. */
  | { kind: 'saved'; at: number | null; back: boolean }
  /** An edit so recent that no word is due yet: neither saved nor late. */
  | { kind: 'writing' }
  | { kind: 'saving' }
  | { kind: 'reconnecting' }
  | { kind: 'offline'; unsent: number }
  /** The session ended; the document goes on as soon as the person has signed in again. */
  | { kind: 'signed-out'; unsent: number }
  /** The server will not take this document any more. `code` is null until it has said why. */
  | { kind: 'refused'; code: CloseCode | null; unsent: number }

/** Times are milliseconds of one clock. */
export type RoomFacts = {
  /** The document was received at least once. */
  loaded: boolean
  /** Since when there is no synchronised connection; null while there is one. */
  disconnectedAt: number | null
  /** What the browser says of the network. */
  online: boolean
  unsaved: number
  unsavedSince: number | null
  lastEditAt: number | null
  savedAt: number | null
  /** When everything was saved again after a time without connection. */
  backAt: number | null
  /** The server refused an edit: this document has a hole that nothing can fill. */
  refused: boolean
  /** The code of a final close. */
  closed: number | null
}

/** « Enregistrement… » is said of an edit that waits this long. */
export const SAVING_AFTER_MS = 400
/** « Enregistré » is said this long after the last keystroke, so that it does not blink. */
export const CALM_MS = 300
/** A shorter time without connection is a reconnection, a longer one is being offline. */
export const OFFLINE_AFTER_MS = 6000
export const BACK_MS = 5000

export function statusOf(facts: RoomFacts, now: number): RoomStatus {
  const unsent = facts.unsaved
  if (facts.closed === closeCodes.signedOut) return { kind: 'signed-out', unsent }
  if (facts.refused || facts.closed !== null) {
    return { kind: 'refused', code: knownCode(facts.closed), unsent }
  }
  if (facts.disconnectedAt !== null) {
    const long = now - facts.disconnectedAt >= OFFLINE_AFTER_MS
    if (long || !facts.online) return { kind: 'offline', unsent }
    return facts.loaded ? { kind: 'reconnecting' } : { kind: 'loading' }
  }
  if (!facts.loaded) return { kind: 'loading' }
  if (facts.unsavedSince !== null) {
    if (now - facts.unsavedSince < SAVING_AFTER_MS) return { kind: 'writing' }
    return facts.online ? { kind: 'saving' } : { kind: 'offline', unsent }
  }
  if (facts.lastEditAt !== null && now - facts.lastEditAt < CALM_MS) return { kind: 'writing' }
  const back = facts.backAt !== null && now - facts.backAt < BACK_MS
  return { kind: 'saved', at: facts.savedAt, back }
}

/** How long until time alone changes the status; null when it does not. */
export function msToNextStatus(facts: RoomFacts, now: number): number | null {
  const moments = [
    [facts.unsavedSince, SAVING_AFTER_MS],
    [facts.lastEditAt, CALM_MS],
    [facts.disconnectedAt, OFFLINE_AFTER_MS],
    [facts.backAt, BACK_MS],
  ] as const
  const waits = moments.flatMap(([since, delay]) => (since === null ? [] : [since + delay - now]))
  const ahead = waits.filter((wait) => wait > 0)
  return ahead.length === 0 ? null : Math.min(...ahead)
}

export function sameStatus(a: RoomStatus, b: RoomStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function knownCode(code: number | null): CloseCode | null {
  return Object.values(closeCodes).find((known) => known === code) ?? null
}
