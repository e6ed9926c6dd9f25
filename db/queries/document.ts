import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { appendUpdates, type NewUpdate } from './document-update.ts'

export type DocumentHead = {
  epoch: number
  schemaVersion: number
  /** Sequence number of the last update; 0 when there is none. */
  headSeq: number
  frozen: boolean
  /** What is stored for the document: updates, snapshots and history chunks. */
  bytes: number
}

/**
 * The document of a new project with its first updates, in the transaction that creates the
 * project: content is turned into Yjs once, and never again when the document is loaded.
 */
export async function createDocument(
  db: Db,
  document: {
    projectId: ProjectId
    schemaVersion: number
    createdBy: AccountId
    firstUpdates: readonly Uint8Array[]
  },
): Promise<void> {
  const { projectId, schemaVersion, createdBy } = document
  await db
    .insertInto('document')
    .values({ project_id: projectId, schema_version: schemaVersion })
    .execute()
  const updates = document.firstUpdates.map((data): NewUpdate => ({ data, accountId: createdBy }))
  if (updates.length > 0) {
    await appendUpdates(db, { projectId, epoch: 1, node: 'creation', updates })
  }
}

export async function findDocumentHead(
  db: Db,
  projectId: ProjectId,
): Promise<DocumentHead | undefined> {
  return db
    .selectFrom('document')
    .select(['epoch', 'schema_version as schemaVersion', 'head_seq as headSeq', 'bytes'])
    .select((eb) => eb('frozen_at', 'is not', null).$castTo<boolean>().as('frozen'))
    .where('project_id', '=', projectId)
    .executeTakeFirst()
}

/** Epoch and last row of each of these documents that there is. Index: the key of document. */
export async function listDocumentHeads(
  db: Db,
  projectIds: readonly ProjectId[],
): Promise<(Pick<DocumentHead, 'epoch' | 'headSeq'> & { projectId: ProjectId })[]> {
  return db
    .selectFrom('document')
    .select(['project_id as projectId', 'epoch', 'head_seq as headSeq'])
    .where('project_id', '=', sql<ProjectId>`any(${projectIds}::uuid[])`)
    .execute()
}

/**
 * Holds the document's row until the transaction ends: appends wait, and so do other publications
 * and restorings. Undefined when there is none.
 */
export async function lockDocument(
  db: Db,
  projectId: ProjectId,
): Promise<Pick<DocumentHead, 'epoch' | 'headSeq'> | undefined> {
  return db
    .selectFrom('document')
    .select(['epoch', 'head_seq as headSeq'])
    .where('project_id', '=', projectId)
    .forUpdate()
    .executeTakeFirst()
}

/** The last publication shows this state: the next append makes the project a draft again. */
export async function markPublished(
  db: Db,
  { projectId, seq }: { projectId: ProjectId; seq: number },
): Promise<void> {
  await db
    .updateTable('document')
    .set({ published_seq: seq })
    .where('project_id', '=', projectId)
    .execute()
}

/** Stops every append from the commit on, whichever process makes it. Idempotent. */
export async function freezeDocument(db: Db, projectId: ProjectId): Promise<void> {
  await db
    .updateTable('document')
    .set({ frozen_at: sql<Date>`now()` })
    .where('project_id', '=', projectId)
    .where('frozen_at', 'is', null)
    .execute()
}

export async function unfreezeDocument(db: Db, projectId: ProjectId): Promise<void> {
  await db
    .updateTable('document')
    .set({ frozen_at: null })
    .where('project_id', '=', projectId)
    .execute()
}

/** After the rows of an upgrade, in their transaction. Versions only grow. */
export async function setSchemaVersion(
  db: Db,
  change: { projectId: ProjectId; schemaVersion: number },
): Promise<void> {
  await db
    .updateTable('document')
    .set({ schema_version: change.schemaVersion })
    .where('project_id', '=', change.projectId)
    .where('schema_version', '<', change.schemaVersion)
    .execute()
}

/** Corrects the size of what is stored, by a difference. */
export async function addDocumentBytes(
  db: Db,
  change: { projectId: ProjectId; bytes: number },
): Promise<void> {
  await db
    .updateTable('document')
    .set({ bytes: sql<number>`bytes + ${change.bytes}::bigint` })
    .where('project_id', '=', change.projectId)
    .execute()
}
