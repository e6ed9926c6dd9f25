import { CompiledQuery, sql } from 'kysely'
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

/** `reopened`: the first rows after a publication, so that its project is a draft again. */
export type Appended = SeqRange & { readonly reopened: boolean }

type DocumentKey = { projectId: ProjectId; epoch: number }

/** What to append, and to which document. */
export type AppendTo = DocumentKey & { readonly updates: readonly NewUpdate[] }

/** As text: the one statement that runs with every few keys is not built anew each time. */
const appendStatement = `
  with head as (
    update document set head_seq = head_seq + $1::int, bytes = bytes + $2::int
    where project_id = $3::uuid and epoch = $4::int and frozen_at is null
      and schema_version <= $10::bigint
    returning head_seq, published_seq
  ), stored as (
    insert into document_update (project_id, epoch, seq, data, account_id, node)
    select $3::uuid, $4::int, head.head_seq - $1::int + entry.position,
      substring($5::bytea from entry.start for entry.length), entry.account_id, $6::text
    from head, unnest($7::int[], $8::int[], $9::uuid[])
      with ordinality as entry(start, length, account_id, position)
  )
  select head_seq as "lastSeq", published_seq is not null as "isPublished" from head`

/**
 * Appends in order, all or none. The sequence numbers are taken under the row lock of the document,
 * which commits with the rows: they are gapless, and rows become visible in their order.
 *
 * @returns undefined, and nothing is stored, when the document is missing, frozen, of another epoch
 *   or of a later schema than `maxSchema`.
 */
export async function appendUpdates(
  db: Db,
  batch: AppendTo & { node: string; maxSchema?: number },
): Promise<Appended | undefined> {
  const { projectId, epoch, node, maxSchema = Number.MAX_SAFE_INTEGER } = batch
  const count = batch.updates.length
  const { bytes, starts, lengths } = joinData(batch.updates)
  const accounts = batch.updates.map((update) => update.accountId)
  const parameters = [
    count,
    bytes.byteLength,
    projectId,
    epoch,
    bytes,
    node,
    starts,
    lengths,
    accounts,
    maxSchema,
  ]
  const query = CompiledQuery.raw(appendStatement, parameters)
  const result = await db.executeQuery<{ lastSeq: number; isPublished: boolean }>(query)
  const [row] = result.rows
  if (row === undefined) return undefined
  return appended(db, { projectId, count, ...row })
}

/** What was stored, from what the statement gives. */
export async function appended(
  db: Db,
  stored: { projectId: ProjectId; count: number; lastSeq: number; isPublished: boolean },
): Promise<Appended> {
  const { projectId, count, lastSeq, isPublished } = stored
  const reopened = isPublished && (await reopenProject(db, projectId))
  return { firstSeq: lastSeq - count + 1, lastSeq, reopened }
}

/**
 * The document says something else than its publication. A statement of its own: a publication that
 * the append waited for is not in what the append sees of `project`.
 */
async function reopenProject(db: Db, projectId: ProjectId): Promise<boolean> {
  const result = await sql`
    with reopened as (
      update document set published_seq = null
      where project_id = ${projectId} and published_seq is not null
      returning project_id
    )
    update project set status = 'draft' from reopened
    where project.id = reopened.project_id and project.status = 'published'
    returning project.id`.execute(db)
  return result.rows.length > 0
}

/**
 * All data in one parameter with the place of each (from 1, as SQL counts): bytes alone travel as
 * they are, in an array they would become text of twice the size.
 */
export function joinData(updates: readonly NewUpdate[]) {
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
