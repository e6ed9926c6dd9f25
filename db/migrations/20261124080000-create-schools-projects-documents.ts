import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = [
    'audit',
    'document_history',
    'document_snapshot',
    'document_client',
    'document_update',
    'document',
    'project_section',
    'project_member',
    'project',
    'setup_code',
    'sign_in_attempt',
    'session',
    'account',
    'school',
  ]
  for (const table of tables) await sql.raw(`drop table ${table}`).execute(db)
}

const statements = [
  `create table school (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    city text not null,
    school_type text not null,
    academy text not null,
    zone text,
    created_at timestamptz not null default now()
  )`,
  `create table account (
    id uuid primary key default gen_random_uuid(),
    school_id uuid not null references school,
    email text not null unique check (email = lower(email)),
    password_hash text,
    first_name text not null,
    last_name text not null,
    job_title text not null,
    is_head boolean not null default false,
    is_admin boolean not null default false,
    created_at timestamptz not null default now(),
    closed_at timestamptz
  )`,
  `create table session (
    id uuid primary key default gen_random_uuid(),
    account_id uuid not null references account,
    shared_computer boolean not null default false,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz
  )`,
  `create index session_account on session (account_id)`,
  // Keys are hashes of an address (electronic or network): neither is stored in clear.
  `create table sign_in_attempt (
    key text not null,
    at timestamptz not null default now()
  )`,
  `create index sign_in_attempt_key on sign_in_attempt (key, at)`,
  `create table setup_code (
    code_hash text primary key,
    expires_at timestamptz not null
  )`,
  `create table project (
    id uuid primary key default gen_random_uuid(),
    school_id uuid not null references school,
    slug text not null unique,
    title text not null,
    school_year text not null,
    status text not null default 'draft'
      check (status in ('draft', 'in-review', 'approved', 'published', 'archived')),
    template_id text not null,
    template_version text not null,
    as_of date,
    created_by uuid not null references account,
    created_at timestamptz not null default now()
  )`,
  `create index project_school on project (school_id)`,
  `create table project_member (
    project_id uuid not null references project,
    account_id uuid not null references account,
    role text not null
      check (role in ('head', 'coordinator', 'editor', 'commenter', 'reader', 'guest')),
    added_by uuid references account,
    added_at timestamptz not null default now(),
    primary key (project_id, account_id)
  )`,
  `create index project_member_account on project_member (account_id)`,
  // The optional parts of a project, after the mandatory ones of its template. A part of the
  // template keeps the template's id and title; a part of the school's own has its title here.
  `create table project_section (
    project_id uuid not null references project,
    section_id text not null,
    title text not null,
    position integer not null,
    primary key (project_id, section_id)
  )`,
  `create table document (
    project_id uuid primary key references project,
    epoch integer not null default 1,
    head_seq bigint not null default 0,
    schema_version integer not null,
    frozen_at timestamptz,
    bytes bigint not null default 0
  )`,
  `create table document_update (
    project_id uuid not null references document,
    epoch integer not null,
    seq bigint not null,
    data bytea not null,
    account_id uuid not null references account,
    node text not null,
    at timestamptz not null default now(),
    primary key (project_id, epoch, seq)
  )`,
  // Who writes with a Yjs client id, from a clock on. Bound before the first broadcast.
  `create table document_client (
    project_id uuid not null references document,
    epoch integer not null,
    client_id bigint not null,
    first_clock bigint not null,
    account_id uuid not null references account,
    bound_at timestamptz not null default now(),
    primary key (project_id, epoch, client_id, first_clock)
  )`,
  `create table document_snapshot (
    project_id uuid not null references document,
    epoch integer not null,
    upto_seq bigint not null,
    state bytea not null,
    sha256 bytea not null,
    at timestamptz not null default now(),
    primary key (project_id, epoch, upto_seq)
  )`,
  // Rows of document_update that a snapshot covers, kept whole and compressed: who, when, what.
  `create table document_history (
    project_id uuid not null references document,
    epoch integer not null,
    first_seq bigint not null,
    last_seq bigint not null,
    data bytea not null,
    primary key (project_id, epoch, first_seq)
  )`,
  `create table audit (
    id uuid primary key default gen_random_uuid(),
    school_id uuid not null references school,
    project_id uuid references project,
    account_id uuid references account,
    action text not null,
    detail jsonb not null default '{}',
    at timestamptz not null default now()
  )`,
  `create index audit_school on audit (school_id, at)`,
]
