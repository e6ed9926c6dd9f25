import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // One code for each account at most: a new one replaces the old one.
  await sql`
    create table account_code (
      account_id uuid primary key references account,
      code_hash text not null,
      expires_at timestamptz not null
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table account_code`.execute(db)
}
