// Generated from the database by `npm run db:types`. Never edited.
import type { Generated } from 'kysely'
import type { AccountId, ProjectId, SchoolId, SectionId, SessionId, VersionId } from '#lib/domain/ids.ts'

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject
export type JsonObject = { [key: string]: JsonValue }

type Account = {
  id: Generated<AccountId>
  school_id: SchoolId
  email: string
  password_hash: string | null
  first_name: string
  last_name: string
  job_title: string
  is_head: Generated<boolean>
  is_admin: Generated<boolean>
  created_at: Generated<Date>
  closed_at: Date | null
}

type AccountCode = {
  account_id: AccountId
  code_hash: string
  expires_at: Date
}

type Audit = {
  id: Generated<string>
  school_id: SchoolId
  project_id: ProjectId | null
  account_id: AccountId | null
  action: string
  detail: Generated<JsonObject>
  at: Generated<Date>
}

type Document = {
  project_id: ProjectId
  epoch: Generated<number>
  head_seq: Generated<number>
  schema_version: number
  frozen_at: Date | null
  bytes: Generated<number>
  published_seq: number | null
}

type DocumentClient = {
  project_id: ProjectId
  epoch: number
  client_id: number
  first_clock: number
  account_id: AccountId
  bound_at: Generated<Date>
}

type DocumentHistory = {
  project_id: ProjectId
  epoch: number
  first_seq: number
  last_seq: number
  data: Uint8Array
  writers: Generated<JsonObject>
}

type DocumentSnapshot = {
  project_id: ProjectId
  epoch: number
  upto_seq: number
  state: Uint8Array
  sha256: Uint8Array
  at: Generated<Date>
}

type DocumentUpdate = {
  project_id: ProjectId
  epoch: number
  seq: number
  data: Uint8Array
  account_id: AccountId
  node: string
  at: Generated<Date>
}

type EarlierPublication = {
  project_id: ProjectId
  number: number
  published_on: string
  reason: string
}

type Project = {
  id: Generated<ProjectId>
  school_id: SchoolId
  slug: string
  title: string
  school_year: string
  status: Generated<'draft' | 'in-review' | 'approved' | 'published' | 'archived'>
  template_id: string
  template_version: string
  as_of: string | null
  created_by: AccountId
  created_at: Generated<Date>
}

type ProjectMember = {
  project_id: ProjectId
  account_id: AccountId
  role: 'head' | 'coordinator' | 'editor' | 'commenter' | 'reader' | 'guest'
  added_by: AccountId | null
  added_at: Generated<Date>
}

type ProjectSection = {
  project_id: ProjectId
  section_id: SectionId
  title: string
  position: number
}

type Publication = {
  project_id: ProjectId
  number: number
  content: string
  html: string
  sha256: string
  prev_sha256: string | null
  epoch: number
  seq: number
  account_id: AccountId
  published_at: Date
}

type PublicationState = {
  project_id: ProjectId
  number: number
  visibility: 'public' | 'school'
  withdrawn_at: Date | null
  withdrawn_by: AccountId | null
  withdrawal_reason: string | null
}

type ReturnedText = {
  id: Generated<string>
  project_id: ProjectId
  epoch: number
  section_id: string | null
  author_id: AccountId
  deleted_by: AccountId | null
  client_id: number
  next_clock: number
  text: string
  text_before: string
  text_after: string
  at: Generated<Date>
  outcome: 'put-back' | 'dismissed' | null
  settled_by: AccountId | null
  settled_at: Date | null
  clocks: Generated<string>
}

type School = {
  id: Generated<SchoolId>
  name: string
  city: string
  school_type: string
  academy: string
  zone: string | null
  created_at: Generated<Date>
}

type SectionAssignee = {
  project_id: ProjectId
  section_id: string
  account_id: AccountId
  assigned_by: AccountId
  assigned_at: Generated<Date>
}

type SectionDeclaration = {
  project_id: ProjectId
  section_id: string
  declared_by: AccountId
  declared_at: Generated<Date>
  digest: string
}

type SectionHelp = {
  project_id: ProjectId
  account_id: AccountId
  section_id: string
}

type SectionPrompt = {
  project_id: ProjectId
  section_id: string
  prompt: string
  treated_by: AccountId
  treated_at: Generated<Date>
}

type Session = {
  id: Generated<SessionId>
  account_id: AccountId
  shared_computer: Generated<boolean>
  created_at: Generated<Date>
  last_seen_at: Generated<Date>
  expires_at: Date
  revoked_at: Date | null
}

type SetupCode = {
  code_hash: string
  expires_at: Date
}

type SignInAttempt = {
  key: string
  at: Generated<Date>
}

type Version = {
  id: Generated<VersionId>
  project_id: ProjectId
  epoch: number
  seq: number
  kind: 'automatic' | 'before-deletion' | 'before-restore' | 'named'
  label: string | null
  state: Uint8Array
  content: JsonObject
  sha256: Uint8Array
  account_id: AccountId | null
  summary: JsonObject
  at: Generated<Date>
}

export type Database = {
  account: Account
  account_code: AccountCode
  audit: Audit
  document: Document
  document_client: DocumentClient
  document_history: DocumentHistory
  document_snapshot: DocumentSnapshot
  document_update: DocumentUpdate
  earlier_publication: EarlierPublication
  project: Project
  project_member: ProjectMember
  project_section: ProjectSection
  publication: Publication
  publication_state: PublicationState
  returned_text: ReturnedText
  school: School
  section_assignee: SectionAssignee
  section_declaration: SectionDeclaration
  section_help: SectionHelp
  section_prompt: SectionPrompt
  session: Session
  setup_code: SetupCode
  sign_in_attempt: SignInAttempt
  version: Version
}
