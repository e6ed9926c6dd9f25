import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

type Rows = { projectId: ProjectId; epoch: number; afterSeq: number }

/** Who wrote after a row of the log, wherever the rows are kept. By account id. */
export async function listWriters(db: Db, rows: Rows): Promise<AccountId[]> {
  const { projectId, epoch, afterSeq } = rows
  const result = await sql<{ accountId: AccountId }>`
    select account_id as "accountId" from document_update
    where project_id = ${projectId} and epoch = ${epoch} and seq > ${afterSeq}
    union
    select writer.key::uuid from document_history, jsonb_each(writers) as writer
    where project_id = ${projectId} and epoch = ${epoch} and last_seq > ${afterSeq}
      and writer.value::bigint > ${afterSeq}
    order by 1`.execute(db)
  return result.rows.map(({ accountId }) => accountId)
}

/** When a row of the log was stored; undefined once it is in the compressed history. */
export async function findUpdateTime(
  db: Db,
  row: { projectId: ProjectId; epoch: number; seq: number },
): Promise<Date | undefined> {
  const found = await db
    .selectFrom('document_update')
    .select('at')
    .where('project_id', '=', row.projectId)
    .where('epoch', '=', row.epoch)
    .where('seq', '=', row.seq)
    .executeTakeFirst()
  return found?.at
}
