import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

/** One Yjs update (V1) and the person whose connection sent it. */
export type NewUpdate = { readonly data: Uint8Array; readonly accountId: AccountId }

export type UpdateRow = NewUpdate & {
  readonly seq: number
  readonly at: Date
  /** Name of the server process that stored it. */
  readonly node: string
}

export type SeqRange = { readonly firstSeq: number; readonly lastSeq: number }

type DocumentKey = { projectId: ProjectId; epoch: number }

/**
 * Appends in order, all or none. The sequence numbers are taken under the row lock of the document,
 * which commits with the rows: they are gapless, and rows become visible in their order.
 *
 * @returns undefined, and nothing is stored, when the document is missing, frozen or of another
 *   epoch.
 */
export async function appendUpdates(
  db: Db,
  batch: DocumentKey & { node: string; updates: readonly NewUpdate[] },
): Promise<SeqRange | undefined> {
  const { projectId, epoch, node } = batch
  const count = batch.updates.length
  const { bytes, starts, lengths } = joinData(batch.updates)
  const accounts = batch.updates.map((update) => update.accountId)
  const result = await sql<{ lastSeq: number }>`
    with head as (
      update document
      set head_seq = head_seq + ${count}::int, bytes = bytes + ${bytes.byteLength}::int
      where project_id = ${projectId} and epoch = ${epoch} and frozen_at is null
      returning head_seq
    ), stored as (
      insert into document_update (project_id, epoch, seq, data, account_id, node)
      select ${projectId}::uuid, ${epoch}::int, head.head_seq - ${count}::int + entry.position,
        substring(${bytes}::bytea from entry.start for entry.length), entry.account_id, ${node}
      from head, unnest(${starts}::int[], ${lengths}::int[], ${accounts}::uuid[])
        with ordinality as entry(start, length, account_id, position)
    )
    select head_seq as "lastSeq" from head`.execute(db)
  const lastSeq = result.rows[0]?.lastSeq
  return lastSeq === undefined ? undefined : { firstSeq: lastSeq - count + 1, lastSeq }
}

/**
 * All data in one parameter with the place of each (from 1, as SQL counts): bytes alone travel as
 * they are, in an array they would become text of twice the size.
 */
function joinData(updates: readonly NewUpdate[]) {
  const lengths = updates.map((update) => update.data.byteLength)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let end = 0
  const starts = updates.map((update) => {
    bytes.set(update.data, end)
    end += update.data.byteLength
    return end - update.data.byteLength + 1
  })
  return { bytes, starts, lengths }
}

/**
 * Rows from the one after `afterSeq`, oldest first, at most `limit`. Index: document_update
 * (project_id, epoch, seq).
 */
export async function listUpdates(
  db: Db,
  page: DocumentKey & { afterSeq: number; limit: number },
): Promise<UpdateRow[]> {
  return db
    .selectFrom('document_update')
    .select(['seq', 'data', 'account_id as accountId', 'at', 'node'])
    .where('project_id', '=', page.projectId)
    .where('epoch', '=', page.epoch)
    .where('seq', '>', page.afterSeq)
    .orderBy('seq')
    .limit(page.limit)
    .execute()
}

/** Only for rows that a history chunk holds, in the transaction that writes the chunk. */
export async function deleteUpdates(db: Db, range: DocumentKey & SeqRange): Promise<void> {
  await db
    .deleteFrom('document_update')
    .where('project_id', '=', range.projectId)
    .where('epoch', '=', range.epoch)
    .where('seq', '>=', range.firstSeq)
    .where('seq', '<=', range.lastSeq)
    .execute()
}
