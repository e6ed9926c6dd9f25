import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId, SchoolId } from '#lib/domain/ids.ts'
import type { ProjectStatus, Role } from '#lib/domain/roles.ts'

export type NewProject = {
  /** Generated when absent. */
  id?: ProjectId
  schoolId: SchoolId
  slug: string
  title: string
  schoolYear: string
  templateId: string
  templateVersion: string
  /** `YYYY-MM-DD` that rules use instead of today, or null. */
  asOf: string | null
  createdBy: AccountId
}

export type Project = NewProject & { id: ProjectId; status: ProjectStatus; createdAt: Date }

export type ProjectOfAccount = Project & {
  role: Role
  epoch: number
  headSeq: number
  /** The newest update stored, and its author. */
  lastUpdate: { at: Date; firstName: string; lastName: string } | null
}

const projectColumns = [
  'project.id',
  'project.school_id as schoolId',
  'project.slug',
  'project.title',
  'project.school_year as schoolYear',
  'project.status',
  'project.template_id as templateId',
  'project.template_version as templateVersion',
  'project.as_of as asOf',
  'project.created_by as createdBy',
  'project.created_at as createdAt',
] as const

/**
 * The record alone. Its document (`createDocument`) and its first member are created in the same
 * transaction. Fails with a unique violation when the slug is taken.
 */
export async function createProject(db: Db, project: NewProject): Promise<ProjectId> {
  const row = await db
    .insertInto('project')
    .values({
      ...(project.id && { id: project.id }),
      school_id: project.schoolId,
      slug: project.slug,
      title: project.title,
      school_year: project.schoolYear,
      template_id: project.templateId,
      template_version: project.templateVersion,
      as_of: project.asOf,
      created_by: project.createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function findProject(db: Db, id: ProjectId): Promise<Project | undefined> {
  return db.selectFrom('project').select(projectColumns).where('id', '=', id).executeTakeFirst()
}

export async function findProjectBySlug(db: Db, slug: string): Promise<Project | undefined> {
  return db.selectFrom('project').select(projectColumns).where('slug', '=', slug).executeTakeFirst()
}

/** Projects of which the person is a member, the one written last first. */
export async function listProjectsOfAccount(
  db: Db,
  accountId: AccountId,
): Promise<ProjectOfAccount[]> {
  const rows = await db
    .selectFrom('project_member as member')
    .innerJoin('project', 'project.id', 'member.project_id')
    .innerJoin('document', 'document.project_id', 'project.id')
    // Compaction always leaves the newest row in place.
    .leftJoin('document_update as newest', (join) =>
      join
        .onRef('newest.project_id', '=', 'document.project_id')
        .onRef('newest.epoch', '=', 'document.epoch')
        .onRef('newest.seq', '=', 'document.head_seq'),
    )
    .leftJoin('account as author', 'author.id', 'newest.account_id')
    .select(projectColumns)
    .select(['member.role', 'document.epoch', 'document.head_seq as headSeq'])
    .select(['newest.at', 'author.first_name as firstName', 'author.last_name as lastName'])
    .where('member.account_id', '=', accountId)
    .orderBy('newest.at', (order) => order.desc().nullsLast())
    .orderBy('project.id')
    .execute()
  return rows.map(({ at, firstName, lastName, ...project }) => {
    const isWritten = at !== null && firstName !== null && lastName !== null
    return { ...project, lastUpdate: isWritten ? { at, firstName, lastName } : null }
  })
}

/** Slugs that are `base` or `base-…`, to choose one that is free. */
export async function listSlugsLike(db: Db, base: string): Promise<string[]> {
  const rows = await db
    .selectFrom('project')
    .select('slug')
    .where(sql<boolean>`(slug = ${base} or starts_with(slug, ${`${base}-`}))`)
    .orderBy('slug')
    .execute()
  return rows.map((row) => row.slug)
}

export async function setProjectTitle(
  db: Db,
  change: { projectId: ProjectId; title: string },
): Promise<void> {
  await db
    .updateTable('project')
    .set({ title: change.title })
    .where('id', '=', change.projectId)
    .execute()
}

/** True when the project had the status `from`: two people never make the same step twice. */
export async function moveProjectStatus(
  db: Db,
  change: { projectId: ProjectId; from: ProjectStatus; to: ProjectStatus },
): Promise<boolean> {
  const row = await db
    .updateTable('project')
    .set({ status: change.to })
    .where('id', '=', change.projectId)
    .where('status', '=', change.from)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
