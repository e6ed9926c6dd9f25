import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

type DocumentKey = { projectId: ProjectId; epoch: number }

/** Rows of the log that left `document_update`, whole and compressed, in sequence. */
export type HistoryChunk = { firstSeq: number; lastSeq: number; data: Uint8Array }

/** @param chunk.writers the number of the last row of each account that wrote in it. */
export async function insertHistoryChunk(
  db: Db,
  chunk: DocumentKey & HistoryChunk & { writers: Readonly<Record<AccountId, number>> },
): Promise<void> {
  await db
    .insertInto('document_history')
    .values({
      project_id: chunk.projectId,
      epoch: chunk.epoch,
      first_seq: chunk.firstSeq,
      last_seq: chunk.lastSeq,
      data: chunk.data,
      writers: chunk.writers,
    })
    .execute()
}

/** The chunk that holds the row after `afterSeq`. */
export async function findHistoryChunkAfter(
  db: Db,
  key: DocumentKey & { afterSeq: number },
): Promise<HistoryChunk | undefined> {
  return db
    .selectFrom('document_history')
    .select(['first_seq as firstSeq', 'last_seq as lastSeq', 'data'])
    .where('project_id', '=', key.projectId)
    .where('epoch', '=', key.epoch)
    .where('last_seq', '>', key.afterSeq)
    .orderBy('first_seq')
    .limit(1)
    .executeTakeFirst()
}
