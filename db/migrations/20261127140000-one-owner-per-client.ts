import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Of two processes that bind one client id at different clocks, one has to learn of the other's.
  await sql`delete from document_client as later using document_client as earlier
    where later.project_id = earlier.project_id and later.epoch = earlier.epoch
      and later.client_id = earlier.client_id
      and (later.bound_at, later.first_clock) > (earlier.bound_at, earlier.first_clock)`.execute(db)
  await sql`create unique index document_client_owner
    on document_client (project_id, epoch, client_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index document_client_owner`.execute(db)
}
