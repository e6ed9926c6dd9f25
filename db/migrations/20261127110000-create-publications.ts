import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table publication_state`.execute(db)
  await sql`drop table publication`.execute(db)
  await sql`drop table earlier_publication`.execute(db)
  await sql`drop function refuse_change`.execute(db)
  await sql`alter table document drop column published_seq`.execute(db)
}

const statements = [
  // The state that the last publication shows, until something is written after it.
  `alter table document add column published_seq bigint`,
  // The content is text and not jsonb, which keeps neither the order of keys nor the way in which a
  // number is written: the hash is over these very bytes.
  `create table publication (
    project_id uuid not null references project,
    number integer not null check (number > 0),
    content text not null,
    html text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    prev_sha256 text,
    epoch integer not null,
    seq bigint not null,
    account_id uuid not null references account,
    published_at timestamptz not null,
    primary key (project_id, number)
  )`,
  // What is known of a number given before the project came here: its text is elsewhere.
  `create table earlier_publication (
    project_id uuid not null references project,
    number integer not null check (number > 0),
    published_on date not null,
    reason text not null,
    primary key (project_id, number)
  )`,
  // What may change about a publication, beside the publication itself.
  `create table publication_state (
    project_id uuid not null references project,
    number integer not null,
    visibility text not null check (visibility in ('public', 'school')),
    withdrawn_at timestamptz,
    withdrawn_by uuid references account,
    withdrawal_reason text,
    primary key (project_id, number),
    foreign key (project_id, number) references publication,
    constraint publication_state_withdrawal check (
      (withdrawn_at is null) = (withdrawal_reason is null)
      and (withdrawn_at is null) = (withdrawn_by is null)
    )
  )`,
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% on % is refused: a publication never changes', tg_op, tg_table_name
      using errcode = 'integrity_constraint_violation';
  end
  $$`,
  `create trigger publication_is_immutable before update or delete on publication
    for each row execute function refuse_change()`,
  `create trigger publication_is_kept before truncate on publication
    for each statement execute function refuse_change()`,
]
