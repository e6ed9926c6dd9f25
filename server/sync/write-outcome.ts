import { type CloseCode, closeCodes } from '#lib/wire/close-codes.ts'
import type { AppendResult } from '#server/store/update-log.ts'
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

type Refused = Exclude<AppendResult['kind'], 'appended'>

/** How a room ends whose document the log takes nothing for: what its last peers are told. */
export const endOf: Readonly<Record<Refused, { code: CloseCode; reason: string }>> = {
  'wrong-epoch': { code: closeCodes.wrongEpoch, reason: 'other epoch' },
  missing: { code: closeCodes.notFound, reason: 'no such project' },
  'newer-schema': { code: closeCodes.clientTooOld, reason: 'newer schema' },
  frozen: { code: closeCodes.tryAgain, reason: 'frozen' },
}
