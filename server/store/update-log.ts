import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

/** Words that an update took away although nobody deleted them knowingly. */
export type ReturnedText = {
  /** Null when nothing tells the part any more. */
  readonly sectionId: string | null
  readonly authorId: AccountId
  /** Null when the deletion came before the words. */
  readonly deletedBy: AccountId | null
  readonly clientId: number
  /** Clocks of the first of the words and after the last. */
  readonly clock: number
  readonly nextClock: number
  /** Of each letter, in ascending ranges `[clock, end)`. */
  readonly clocks: readonly { readonly clock: number; readonly end: number }[]
  readonly text: string
  /** What stood on each side, 64 characters at most. */
  readonly before: string
  readonly after: string
}

/** One update to append: what `doc.on('update')` gave, and the person whose connection sent it. */
export type LogEntry = {
  readonly data: Uint8Array
  readonly accountId: AccountId
  /** Stored in the same commit. */
  readonly returned?: readonly ReturnedText[]
}

/** A document as the log holds it: the newest snapshot and every update after it, oldest first. */
export type StoredDocument = {
  readonly epoch: number
  readonly schemaVersion: number
  /** Sequence number of the last row; 0 when there is none. */
  readonly headSeq: number
  readonly frozen: boolean
  /** `Y.encodeStateAsUpdate` (V1) of the snapshot, or null before the first compaction. */
  readonly snapshot: Uint8Array | null
  readonly updates: readonly Uint8Array[]
}

export type AppendResult =
  | { readonly kind: 'appended'; readonly firstSeq: number; readonly lastSeq: number }
  | { readonly kind: 'frozen' }
  | { readonly kind: 'wrong-epoch'; readonly epoch: number }
  | { readonly kind: 'missing' }
  /** The document was brought to a later schema than this program knows. */
  | { readonly kind: 'newer-schema' }

/** A range of clocks of one Yjs client id and the person who writes with it. */
export type ClientOwner = {
  readonly clientId: number
  readonly firstClock: number
  readonly accountId: AccountId
}

/** One stored update with what attribution needs. */
export type LogRow = Omit<LogEntry, 'returned'> & {
  readonly seq: number
  readonly at: Date
  /** Name of the server process that stored it. */
  readonly node: string
}

/**
 * The append-only log of every document. One gapless sequence per document and epoch, allotted in
 * the transaction that inserts. Nothing is ever overwritten.
 */
export interface UpdateLog {
  /** Null when there is no such project. */
  load(projectId: ProjectId): Promise<StoredDocument | null>

  /**
   * Brings the document to the schema of this program, once, after a version of what it was, unless
   * it is frozen.
   */
  upgrade(projectId: ProjectId): Promise<void>

  /** Commits all entries in order, or none. Rejects when the database fails: nothing is stored then. */
  append(projectId: ProjectId, epoch: number, entries: readonly LogEntry[]): Promise<AppendResult>

  /**
   * Binds a client id to a person from `firstClock` on. The first binding of a client id wins,
   * whichever process made it and at whatever clock: the answer is the owner that is stored, who may
   * be someone else. Resolves once committed.
   */
  bindClient(projectId: ProjectId, epoch: number, owner: ClientOwner): Promise<ClientOwner>

  listClientOwners(projectId: ProjectId, epoch: number): Promise<readonly ClientOwner[]>

  /** Words that a row of the log took away, which no append of ours stored. Rejects like `append`. */
  saveReturnedTexts(
    projectId: ProjectId,
    epoch: number,
    texts: readonly ReturnedText[],
  ): Promise<void>

  /**
   * Writes a snapshot made from the stored rows alone and moves rows that an older snapshot covers
   * into a history chunk. Does nothing when another compactor holds the document. True if written.
   */
  compact(projectId: ProjectId, epoch: number): Promise<boolean>

  /**
   * Every row after `afterSeq` (0 unless given), oldest first, from the history chunks and then from
   * the rows in place; compaction meanwhile takes none away.
   */
  listRows(projectId: ProjectId, epoch: number, afterSeq?: number): AsyncIterable<LogRow>
}
