import type { ClientMessage } from './protocol.ts'

/** What a peer writes: one update, or all that it has and the document lacks. */
export type WriteMessage = Extract<ClientMessage, { type: 'sync-step-2' | 'update' }>

export type WriteOutcome =
  /** It is in the document, or was there before. */
  | 'taken'
  /** It depends on what the document lacks: nothing of it was taken. */
  | 'gap'
  /** The log takes nothing for too long. Close with 4503. */
  | 'overdue'
