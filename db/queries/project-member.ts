import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId, SessionId } from '#lib/domain/ids.ts'
import type { ProjectStatus, Role } from '#lib/domain/roles.ts'

export type ProjectMember = {
  projectId: ProjectId
  accountId: AccountId
  role: Role
  firstName: string
  lastName: string
  jobTitle: string
}

/** A member as those who manage the team see them. */
export type TeamMember = ProjectMember & {
  email: string
  /** Head of the school. */
  isHead: boolean
  /** A code was given for the account, and not used yet. */
  hasCode: boolean
}

export type Access = {
  sessionId: SessionId
  projectId: ProjectId
  accountId: AccountId
  /** Null when the person is not a member. */
  role: Role | null
  status: ProjectStatus
}

/** Adds a member, or changes the role of one. */
export async function setMember(
  db: Db,
  member: {
    projectId: ProjectId
    accountId: AccountId
    role: Role
    addedBy: AccountId | null
  },
): Promise<void> {
  await db
    .insertInto('project_member')
    .values({
      project_id: member.projectId,
      account_id: member.accountId,
      role: member.role,
      added_by: member.addedBy,
    })
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'account_id']).doUpdateSet({ role: member.role }),
    )
    .execute()
}

export async function removeMember(
  db: Db,
  member: { projectId: ProjectId; accountId: AccountId },
): Promise<void> {
  await db
    .deleteFrom('project_member')
    .where('project_id', '=', member.projectId)
    .where('account_id', '=', member.accountId)
    .execute()
}

/** Members of these projects with their names, by project, last and first name. */
export async function listMembers(
  db: Db,
  projectIds: readonly ProjectId[],
): Promise<ProjectMember[]> {
  if (projectIds.length === 0) return []
  return db
    .selectFrom('project_member as member')
    .innerJoin('account', 'account.id', 'member.account_id')
    .select([
      'member.project_id as projectId',
      'member.account_id as accountId',
      'member.role',
      'account.first_name as firstName',
      'account.last_name as lastName',
      'account.job_title as jobTitle',
    ])
    .where('member.project_id', 'in', [...projectIds])
    .orderBy('member.project_id')
    .orderBy('account.last_name')
    .orderBy('account.first_name')
    .orderBy('account.id')
    .execute()
}

/** By last and first name, as `listMembers`. */
export async function listTeam(db: Db, projectId: ProjectId): Promise<TeamMember[]> {
  return db
    .selectFrom('project_member as member')
    .innerJoin('account', 'account.id', 'member.account_id')
    .leftJoin('account_code as code', 'code.account_id', 'member.account_id')
    .select([
      'member.project_id as projectId',
      'member.account_id as accountId',
      'member.role',
      'account.first_name as firstName',
      'account.last_name as lastName',
      'account.job_title as jobTitle',
      'account.email',
      'account.is_head as isHead',
    ])
    .select((eb) => eb('code.account_id', 'is not', null).$castTo<boolean>().as('hasCode'))
    .where('member.project_id', '=', projectId)
    .orderBy('account.last_name')
    .orderBy('account.first_name')
    .orderBy('account.id')
    .execute()
}

/**
 * Who is a member, and as what, until the transaction ends: whoever else changes the team of the
 * project waits here.
 */
export async function lockTeam(db: Db, projectId: ProjectId): Promise<Map<AccountId, Role>> {
  await db.selectFrom('project').select('id').where('id', '=', projectId).forNoKeyUpdate().execute()
  const rows = await db
    .selectFrom('project_member')
    .select(['account_id as accountId', 'role'])
    .where('project_id', '=', projectId)
    .execute()
  return new Map(rows.map(({ accountId, role }) => [accountId, role]))
}

/** Null when the person is not a member. */
export async function roleOf(
  db: Db,
  member: { projectId: ProjectId; accountId: AccountId },
): Promise<Role | null> {
  const row = await db
    .selectFrom('project_member')
    .select('role')
    .where('project_id', '=', member.projectId)
    .where('account_id', '=', member.accountId)
    .executeTakeFirst()
  return row?.role ?? null
}

/**
 * What each open socket may still do, in one query: one `Access` for each pair whose session is
 * live and whose project exists. A pair that is absent from the answer has no right left.
 */
export async function accessOf(
  db: Db,
  pairs: readonly { sessionId: SessionId; projectId: ProjectId }[],
): Promise<Access[]> {
  if (pairs.length === 0) return []
  const sessionIds = pairs.map((pair) => pair.sessionId)
  const projectIds = pairs.map((pair) => pair.projectId)
  const result = await sql<Access>`
    select pair.session_id as "sessionId", pair.project_id as "projectId",
      session.account_id as "accountId", member.role, project.status
    from (select distinct * from unnest(${sessionIds}::uuid[], ${projectIds}::uuid[]))
      as pair(session_id, project_id)
    join session on session.id = pair.session_id
      and session.revoked_at is null and session.expires_at > now()
    join account on account.id = session.account_id and account.closed_at is null
    join project on project.id = pair.project_id
    left join project_member as member
      on member.project_id = pair.project_id and member.account_id = session.account_id`.execute(db)
  return result.rows
}
