import type { InvalidPart } from '#lib/document/check-parts.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

/**
 * What happens in the sync server, one function per event: the only place that counts and logs.
 * Ids and codes alone, never text of a document.
 */
export interface Events {
  roomOpened(projectId: ProjectId, what: { loadMs: number; updates: number; bytes: number }): void
  roomClosed(projectId: ProjectId): void
  /** The document was rebuilt from the log after an update that Yjs could not take. */
  roomRebuilt(projectId: ProjectId, cause: unknown): void
  /** `heldMs`: age of the oldest of its updates; `commitMs`: how long the database took. */
  committed(projectId: ProjectId, what: { updates: number; heldMs: number; commitMs: number }): void
  /** The database failed; it is tried again. */
  logFailed(projectId: ProjectId, error: unknown): void
  writersSentAway(projectId: ProjectId, what: { pendingBytes: number }): void
  /** A batch can never be stored: the document is frozen, of another epoch, or gone. */
  batchDropped(projectId: ProjectId, what: { why: string; updates: number }): void
  compacted(projectId: ProjectId, what: { isWritten: boolean; ms: number; rows: number }): void
  /** Writing has been quiet: parts that no editor takes as they are, and how many of their nodes. */
  schemaChecked(projectId: ProjectId, invalid: readonly InvalidPart[]): void
  versionStored(projectId: ProjectId, what: { kind: string }): void
  /** Rows that no room here wrote came into the document. */
  caughtUp(projectId: ProjectId, what: { rows: number }): void
  /** Bytes of an update as it came. */
  updateReceived(bytes: number): void
  /** One frame left for so many, `waitedMs` after the first of its updates was taken. */
  updateSent(what: { bytes: number; peers: number; waitedMs: number }): void
  /** The database has rows of an open document that no message told of (K8). */
  messageMissed(projectId: ProjectId): void
  /** Other nodes are not heard, and do not hear this one, until `busBack`. */
  busLost(reason: string): void
  busBack(): void
  /** A message that cannot be read: of another version, or not of Trame. */
  busMessageIgnored(error: unknown): void
  gap(projectId: ProjectId, accountId: AccountId): void
  updateRefused(projectId: ProjectId, what: { accountId: AccountId; code: string }): void
  connectionOpened(projectId: ProjectId, accountId: AccountId): void
  connectionClosed(what: { code: number; reason: string }): void
  /** A bug: it ended one connection. */
  failed(what: string, error: unknown): void
}
