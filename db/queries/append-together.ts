import { CompiledQuery } from 'kysely'
import type { Db } from '#db/client.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { type Appended, type AppendTo, appended, joinData } from './document-update.ts'

/**
 * As text, like the statement for one document. A document that someone else has locked is left
 * out: it would hold up all the others, and two such statements could wait for each other.
 */
const appendStatement = `
  with batch as (
    select * from unnest($1::uuid[], $2::int[], $3::int[], $4::int[])
      as batch(project_id, epoch, count, size)
  ), open as (
    select document.project_id from document join batch using (project_id)
    where document.epoch = batch.epoch and frozen_at is null and schema_version <= $5::bigint
    for update of document skip locked
  ), head as (
    update document set head_seq = head_seq + batch.count, bytes = bytes + batch.size
    from batch join open using (project_id)
    where document.project_id = batch.project_id
    returning document.project_id, document.epoch, head_seq, published_seq
  ), stored as (
    insert into document_update (project_id, epoch, seq, data, account_id, node)
    select head.project_id, head.epoch, head.head_seq - batch.count + entry.position,
      substring($6::bytea from entry.start for entry.length), entry.account_id, $7::text
    from head join batch using (project_id)
      join unnest($8::uuid[], $9::int[], $10::int[], $11::int[], $12::uuid[])
        as entry(project_id, position, start, length, account_id) using (project_id)
  )
  select project_id as "projectId", head_seq as "lastSeq", published_seq is not null as "isPublished"
  from head`

type Row = { projectId: ProjectId; lastSeq: number; isPublished: boolean }

/**
 * `appendUpdates` for several documents in one transaction, each of them at most once.
 *
 * @returns those that were appended to. What is left out was locked or cannot be appended to:
 *   nothing of it is stored.
 */
export async function appendTogether(
  db: Db,
  batches: readonly AppendTo[],
  { node, maxSchema }: { node: string; maxSchema: number },
): Promise<ReadonlyMap<ProjectId, Appended>> {
  const entries = batches.flatMap(({ projectId, updates }) =>
    updates.map((update, index) => ({ ...update, projectId, position: index + 1 })),
  )
  const { bytes, starts, lengths } = joinData(entries)
  const parameters = [
    batches.map(({ projectId }) => projectId),
    batches.map(({ epoch }) => epoch),
    batches.map(({ updates }) => updates.length),
    batches.map(({ updates }) => updates.reduce((sum, { data }) => sum + data.byteLength, 0)),
    maxSchema,
    bytes,
    node,
    entries.map(({ projectId }) => projectId),
    entries.map(({ position }) => position),
    starts,
    lengths,
    entries.map(({ accountId }) => accountId),
  ]
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(appendStatement, parameters))
  const counts = new Map(batches.map(({ projectId, updates }) => [projectId, updates.length]))
  const stored = rows.map(
    async (row): Promise<[ProjectId, Appended]> => [
      row.projectId,
      await appended(db, { ...row, count: counts.get(row.projectId) ?? 0 }),
    ],
  )
  return new Map(await Promise.all(stored))
}
