import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Words that a deletion took away although whoever deleted had never had them.
  await sql`create table returned_text (
    id uuid primary key default gen_random_uuid(),
    project_id uuid not null references document,
    epoch integer not null,
    section_id text,
    author_id uuid not null references account,
    deleted_by uuid references account,
    client_id bigint not null,
    next_clock bigint not null,
    text text not null,
    text_before text not null,
    text_after text not null,
    at timestamptz not null default now(),
    outcome text check (outcome in ('put-back', 'dismissed')),
    settled_by uuid references account,
    settled_at timestamptz
  )`.execute(db)
  await sql`create index returned_text_project on returned_text (project_id, at)`.execute(db)
  await sql`create index returned_text_at on returned_text (at)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table returned_text`.execute(db)
}
