import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table version`.execute(db)
  await sql`drop function refuse_version_change`.execute(db)
  await sql`alter table document_history drop column writers`.execute(db)
}

const statements = [
  // The state of a document after the row `seq` of its log, whole (Yjs V2), and what it says.
  // `summary`: who wrote since the version before, which parts differ from it, which have words.
  `create table version (
    id uuid primary key default gen_random_uuid(),
    project_id uuid not null references document,
    epoch integer not null,
    seq bigint not null,
    kind text not null check (kind in ('automatic', 'before-deletion', 'before-restore', 'named')),
    label text check (char_length(label) between 1 and 120),
    state bytea not null,
    content jsonb not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    account_id uuid references account,
    summary jsonb not null,
    at timestamptz not null default now()
  )`,
  `create index version_project on version (project_id, at)`,
  // Two processes, or two timers, that keep the same state keep it once.
  `create unique index version_once on version (project_id, epoch, seq, kind) where kind <> 'named'`,
  `create function refuse_version_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        old.label := new.label;
        if old is not distinct from new then return new; end if;
      end if;
      raise exception 'a version is never changed' using errcode = 'restrict_violation';
    end
  $$`,
  `create trigger version_is_kept before update or delete on version
    for each row execute function refuse_version_change()`,
  `create trigger version_is_not_emptied before truncate on version
    for each statement execute function refuse_version_change()`,
  // Account id → number of its last row in the chunk: who wrote since, without unpacking it.
  `alter table document_history add column writers jsonb not null default '{}'`,
]
