import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { JsonObject } from '#db/schema.ts'
import type { AccountId, ProjectId, VersionId } from '#lib/domain/ids.ts'

/** Why a version was stored. */
export type VersionKind = 'automatic' | 'before-deletion' | 'before-restore' | 'named'

/** What tells a version from the one before it, without its content. */
export type VersionSummary = {
  /** Who wrote since, in no order. */
  readonly writers: readonly AccountId[]
  /** Ids of the parts that differ. */
  readonly changed: readonly string[]
  /** Ids of the parts in which something is written. */
  readonly written: readonly string[]
}

export type ListedVersion = {
  id: VersionId
  kind: VersionKind
  label: string | null
  /** Who asked for it; null when it came by itself. */
  accountId: AccountId | null
  summary: VersionSummary
  at: Date
}

/** `sha256` is that of the content's canonical JSON; `state` is Yjs V2. */
export type NewVersion = {
  readonly projectId: ProjectId
  readonly epoch: number
  readonly seq: number
  readonly kind: VersionKind
  readonly label: string | null
  readonly state: Uint8Array
  readonly content: object
  readonly sha256: Uint8Array
  readonly accountId: AccountId | null
  readonly summary: VersionSummary
  /** When the state was written; null for now. */
  readonly at: Date | null
}

/**
 * Stores a version, unless this state was stored for the same reason before: its id is answered
 * then. The same state may have several names.
 */
export async function insertVersion(db: Db, version: NewVersion): Promise<VersionId> {
  const { projectId, epoch, seq, kind, label, state, sha256, accountId, at } = version
  const stored = await db
    .insertInto('version')
    .values({
      ...{ project_id: projectId, epoch, seq, kind, label, state, sha256, account_id: accountId },
      content: version.content as JsonObject,
      summary: version.summary as unknown as JsonObject,
      ...(at !== null && { at }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (stored) return stored.id
  const { id } = await db
    .selectFrom('version')
    .select('id')
    .where('project_id', '=', projectId)
    .where('epoch', '=', epoch)
    .where('seq', '=', seq)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  return id
}

/** Newest first. Index: version (project_id, at). */
export async function listVersions(db: Db, projectId: ProjectId): Promise<ListedVersion[]> {
  const rows = await db
    .selectFrom('version')
    .select(['id', 'kind', 'label', 'account_id as accountId', 'summary', 'at'])
    .where('project_id', '=', projectId)
    .orderBy('epoch', 'desc')
    .orderBy('seq', 'desc')
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ summary, ...row }) => ({ ...row, summary: readSummary(summary) }))
}

/** 0 when the document has no version. */
export async function newestVersionSeq(
  db: Db,
  key: { projectId: ProjectId; epoch: number },
): Promise<number> {
  const { seq } = await db
    .selectFrom('version')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('project_id', '=', key.projectId)
    .where('epoch', '=', key.epoch)
    .executeTakeFirstOrThrow()
  return seq ?? 0
}

/** The version of the project's newest state, with what it said. */
export async function findNewestVersion(
  db: Db,
  key: { projectId: ProjectId; epoch: number },
): Promise<{ id: VersionId; seq: number; content: JsonObject } | undefined> {
  return db
    .selectFrom('version')
    .select(['id', 'seq', 'content'])
    .where('project_id', '=', key.projectId)
    .where('epoch', '=', key.epoch)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type StoredVersion = {
  id: VersionId
  epoch: number
  seq: number
  content: JsonObject
  sha256: Uint8Array
  state: Uint8Array
}

/** Undefined too when it is another project's. */
export async function findVersion(
  db: Db,
  key: { projectId: ProjectId; id: VersionId },
): Promise<StoredVersion | undefined> {
  return db
    .selectFrom('version')
    .select(['id', 'epoch', 'seq', 'content', 'sha256', 'state'])
    .where('project_id', '=', key.projectId)
    .where('id', '=', key.id)
    .executeTakeFirst()
}

/** The newest version in which something is written in the part. */
export async function findLastWritten(
  db: Db,
  key: { projectId: ProjectId; sectionId: string },
): Promise<VersionId | undefined> {
  const row = await db
    .selectFrom('version')
    .select('id')
    .where('project_id', '=', key.projectId)
    .where(sql<boolean>`jsonb_exists(summary -> 'written', ${key.sectionId})`)
    .orderBy('epoch', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** False when the project has no such version. */
export async function setVersionLabel(
  db: Db,
  change: { projectId: ProjectId; id: VersionId; label: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('version')
    .set({ label: change.label })
    .where('project_id', '=', change.projectId)
    .where('id', '=', change.id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The summary as `insertVersion` wrote it. */
function readSummary(stored: JsonObject): VersionSummary {
  return stored as unknown as VersionSummary
}
