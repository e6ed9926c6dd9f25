import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { lockDocument } from './document.ts'

type DocumentKey = { projectId: ProjectId; epoch: number }

/** Words as they were lost; `clock` to `nextClock` are those of the Yjs client that typed them. */
export type NewReturnedText = {
  readonly sectionId: string | null
  readonly authorId: AccountId
  readonly deletedBy: AccountId | null
  readonly clientId: number
  readonly clock: number
  readonly nextClock: number
  /** Of each letter, in ascending ranges `[clock, end)`. */
  readonly clocks: readonly { readonly clock: number; readonly end: number }[]
  readonly text: string
  readonly before: string
  readonly after: string
}

/** Words that are offered; `sectionId` is null when nothing tells their part. */
export type ReturnedText = {
  id: string
  sectionId: string | null
  text: string
  before: string
  after: string
  at: Date
  authorId: AccountId
  firstName: string
  lastName: string
}

export type Outcome = 'put-back' | 'dismissed'

/**
 * Call it in a transaction: it holds the document until that ends. Several processes can find the same
 * words; they are stored once. What someone types on behind words that are still offered is added to
 * them. Index: returned_text (project_id, client_id).
 */
export async function saveReturnedTexts(
  transaction: Db,
  key: DocumentKey,
  texts: readonly NewReturnedText[],
): Promise<void> {
  if (texts.length > 0) await lockDocument(transaction, key.projectId)
  for (const text of texts) {
    if (await isStored(transaction, key, text)) continue
    if (await extendReturnedText(transaction, key, text)) continue
    if (await completeReturnedText(transaction, key, text)) continue
    await insertReturnedText(transaction, key, text)
  }
}

async function isStored(
  db: Db,
  { projectId, epoch }: DocumentKey,
  { clientId, clocks }: NewReturnedText,
): Promise<boolean> {
  const stored = await db
    .selectFrom('returned_text')
    .select('id')
    .where('project_id', '=', projectId)
    .where('epoch', '=', epoch)
    .where('client_id', '=', clientId)
    .where('clocks', '@>', multirange(clocks))
    .limit(1)
    .executeTakeFirst()
  return stored !== undefined
}

async function extendReturnedText(
  db: Db,
  { projectId, epoch }: DocumentKey,
  { clientId, clock, nextClock, clocks, text }: NewReturnedText,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('returned_text')
    .set((row) => ({
      text: row(row.ref('text'), '||', text),
      next_clock: nextClock,
      clocks: sql<string>`clocks + ${multirange(clocks)}`,
    }))
    .where('project_id', '=', projectId)
    .where('epoch', '=', epoch)
    .where('client_id', '=', clientId)
    .where('next_clock', '=', clock)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Another process found a part of them. */
async function completeReturnedText(
  db: Db,
  { projectId, epoch }: DocumentKey,
  { clientId, nextClock, clocks, text, before, after }: NewReturnedText,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('returned_text')
    .set({
      ...{ text, next_clock: nextClock, text_before: before, text_after: after },
      clocks: multirange(clocks),
    })
    .where('project_id', '=', projectId)
    .where('epoch', '=', epoch)
    .where('client_id', '=', clientId)
    .where('clocks', '<@', multirange(clocks))
    .where('clocks', '<>', multirange([]))
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function multirange(ranges: NewReturnedText['clocks']): RawBuilder<string> {
  const text = ranges.map(({ clock, end }) => `[${clock},${end})`).join(',')
  return sql<string>`${`{${text}}`}::int8multirange`
}

async function insertReturnedText(
  db: Db,
  { projectId, epoch }: DocumentKey,
  text: NewReturnedText,
): Promise<void> {
  await db
    .insertInto('returned_text')
    .values({
      project_id: projectId,
      epoch,
      section_id: text.sectionId,
      author_id: text.authorId,
      deleted_by: text.deletedBy,
      client_id: text.clientId,
      next_clock: text.nextClock,
      clocks: multirange(text.clocks),
      text: text.text,
      text_before: text.before,
      text_after: text.after,
    })
    .execute()
}

/**
 * Those that nobody put back or dismissed, oldest first. A space is offered to nobody, but it can
 * be the first of the words that follow. Index: returned_text (project_id, at).
 */
export async function listReturnedTexts(db: Db, projectId: ProjectId): Promise<ReturnedText[]> {
  return db
    .selectFrom('returned_text')
    .innerJoin('account', 'account.id', 'returned_text.author_id')
    .select([
      'returned_text.id',
      'section_id as sectionId',
      'text',
      'text_before as before',
      'text_after as after',
      'at',
      'author_id as authorId',
      'account.first_name as firstName',
      'account.last_name as lastName',
    ])
    .where('project_id', '=', projectId)
    .where('settled_at', 'is', null)
    .where('text', '~', '\\S')
    .orderBy('at')
    .orderBy('returned_text.id')
    .execute()
}

/** True for the one who settles it; false when it was settled before, or is not the project's. */
export async function settleReturnedText(
  db: Db,
  key: { projectId: ProjectId; id: string },
  settlement: { outcome: Outcome; by: AccountId },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('returned_text')
    .set({ outcome: settlement.outcome, settled_by: settlement.by, settled_at: new Date() })
    .where('project_id', '=', key.projectId)
    .where('id', '=', key.id)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Index: returned_text (at). */
export async function deleteReturnedTextsBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('returned_text').where('at', '<', before).execute()
}
