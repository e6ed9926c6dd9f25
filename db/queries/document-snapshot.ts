import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { ProjectId } from '#lib/domain/ids.ts'

type DocumentKey = { projectId: ProjectId; epoch: number }

/** `state` is the whole document (Yjs V1) after the rows up to `uptoSeq`. */
export type Snapshot = { uptoSeq: number; state: Uint8Array }

export async function findNewestSnapshot(db: Db, key: DocumentKey): Promise<Snapshot | undefined> {
  return db
    .selectFrom('document_snapshot')
    .select(['upto_seq as uptoSeq', 'state'])
    .where('project_id', '=', key.projectId)
    .where('epoch', '=', key.epoch)
    .orderBy('upto_seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** `sha256` is that of the state, when it was made. */
export async function findSnapshot(
  db: Db,
  { projectId, epoch, uptoSeq }: DocumentKey & { uptoSeq: number },
): Promise<{ state: Uint8Array; sha256: Uint8Array } | undefined> {
  return db
    .selectFrom('document_snapshot')
    .select(['state', 'sha256'])
    .where('project_id', '=', projectId)
    .where('epoch', '=', epoch)
    .where('upto_seq', '=', uptoSeq)
    .executeTakeFirst()
}

/** Newest first, without their states. */
export async function listSnapshots(
  db: Db,
  key: DocumentKey,
): Promise<{ uptoSeq: number; bytes: number }[]> {
  return db
    .selectFrom('document_snapshot')
    .select('upto_seq as uptoSeq')
    .select(sql<number>`octet_length(state)`.as('bytes'))
    .where('project_id', '=', key.projectId)
    .where('epoch', '=', key.epoch)
    .orderBy('upto_seq', 'desc')
    .execute()
}

export async function insertSnapshot(
  db: Db,
  snapshot: DocumentKey & Snapshot & { sha256: Uint8Array },
): Promise<void> {
  await db
    .insertInto('document_snapshot')
    .values({
      project_id: snapshot.projectId,
      epoch: snapshot.epoch,
      upto_seq: snapshot.uptoSeq,
      state: snapshot.state,
      sha256: snapshot.sha256,
    })
    .execute()
}

export async function deleteSnapshotsBefore(
  db: Db,
  key: DocumentKey & { uptoSeq: number },
): Promise<void> {
  await db
    .deleteFrom('document_snapshot')
    .where('project_id', '=', key.projectId)
    .where('epoch', '=', key.epoch)
    .where('upto_seq', '<', key.uptoSeq)
    .execute()
}

/**
 * Takes the right to compact a document until the transaction ends. False at once when another
 * transaction has it. The embedded database has one connection: there it is always true.
 */
export async function tryCompactionLock(db: Db, key: DocumentKey): Promise<boolean> {
  const name = `compaction:${key.projectId}:${key.epoch}`
  const result = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`.execute(db)
  return result.rows[0]?.taken === true
}
