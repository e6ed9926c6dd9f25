import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Of the words that a row offers, each letter by its Yjs clock: two processes can find the same.
  await sql`alter table returned_text add column clocks int8multirange not null default '{}'`.execute(
    db,
  )
  await sql`create index returned_text_client on returned_text (project_id, client_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index returned_text_client`.execute(db)
  await sql`alter table returned_text drop column clocks`.execute(db)
}
