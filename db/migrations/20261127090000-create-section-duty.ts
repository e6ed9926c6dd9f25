import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A part is confided to members alone: who leaves the project has none of its parts any more.
  await sql`create table section_assignee (
    project_id uuid not null references project,
    section_id text not null,
    account_id uuid not null references account,
    assigned_by uuid not null references account,
    assigned_at timestamptz not null default now(),
    primary key (project_id, section_id, account_id),
    foreign key (project_id, account_id) references project_member on delete cascade
  )`.execute(db)
  await sql`create index section_assignee_member on section_assignee (project_id, account_id)`.execute(
    db,
  )
  // The digest is that of the text that the person declared: another text was modified since.
  await sql`create table section_declaration (
    project_id uuid not null references project,
    section_id text not null,
    declared_by uuid not null references account,
    declared_at timestamptz not null default now(),
    digest text not null,
    primary key (project_id, section_id)
  )`.execute(db)
  // Questions have no id in a template: they are known by their words.
  await sql`create table section_prompt (
    project_id uuid not null references project,
    section_id text not null,
    prompt text not null,
    treated_by uuid not null references account,
    treated_at timestamptz not null default now(),
    primary key (project_id, section_id, prompt)
  )`.execute(db)
  // The help that a person keeps open; folded has no row.
  await sql`create table section_help (
    project_id uuid not null references project,
    account_id uuid not null references account,
    section_id text not null,
    primary key (project_id, account_id, section_id)
  )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = ['section_help', 'section_prompt', 'section_declaration', 'section_assignee']
  for (const table of tables) await sql.raw(`drop table ${table}`).execute(db)
}
