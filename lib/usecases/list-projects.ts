import 'server-only'
import { type Db, database } from '#db/client.ts'
import { listProjectsOfAccount, type ProjectOfAccount } from '#db/queries/project.ts'
import { listMembers, type ProjectMember } from '#db/queries/project-member.ts'
import { listProjectSections } from '#db/queries/project-section.ts'
import { listPublications } from '#db/queries/publication.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import type { Project } from '#lib/domain/project.ts'
import { can, type ProjectStatus, type Role } from '#lib/domain/roles.ts'
import { enumLabel, template } from '#lib/domain/template.ts'
import { type Member, peopleOf } from './person.ts'
import { measuredSections, type ProjectProgress, progressOf } from './progress.ts'
import { outlineOf } from './project-sections.ts'
import { readWorkingVersion } from './read-project.ts'
import { referenceDate } from './reference-date.ts'

/** A project in the list. All from `lastActivity` on needs the right to read the working version. */
export type ProjectSummary = {
  id: ProjectId
  slug: string
  title: string
  schoolYear: string
  status: ProjectStatus
  role: Role
  epoch: number
  /** The newest that may be read; `publishedAt` is ISO 8601, UTC. Null when there is none. */
  publication: { number: number; publishedAt: string } | null
  /** Labels of the levels that the project is about. */
  levels: string[]
  /** `at` is ISO 8601, UTC. */
  lastActivity: { at: string; by: { firstName: string; lastName: string } } | null
  people: Member[]
  completeness: ProjectProgress | null
  /** The first mandatory part that is not complete. */
  resumeAt: { id: string; number: number; shortTitle: string } | null
  /** `date` is YYYY-MM-DD, `startTime` HH:MM. */
  nextMeeting: { title: string; date: string; startTime: string | null } | null
  /** Mandatory parts to begin or to finish, at most four. */
  toDo: { sectionId: string; number: number; text: string }[]
}

/** The projects that `actor` is a member of, the newest school year first. */
export async function listProjects(actor: SessionActor): Promise<ProjectSummary[]> {
  const db = await database()
  const projects = await listProjectsOfAccount(db, actor.accountId)
  const members = await listMembers(
    db,
    projects.map(({ id }) => id),
  )
  const summaries: ProjectSummary[] = []
  // One after the other: a page must not fill the embedded database's only connection.
  for (const project of projects) summaries.push(await summarise(actor, project, members))
  return summaries.toSorted((a, b) => b.schoolYear.localeCompare(a.schoolYear))
}

async function summarise(
  actor: SessionActor,
  project: ProjectOfAccount,
  members: readonly ProjectMember[],
): Promise<ProjectSummary> {
  const { id, slug, title, schoolYear, status, role, epoch } = project
  const publication = await newestPublication(await database(), id)
  const shown = { id, slug, title, schoolYear, status, role, epoch, publication }
  const { accountId, isAdmin } = actor
  if (!can({ accountId, role, isAdmin }, 'read', { status })) return { ...shown, ...untold }
  const outline = outlineOf(await listProjectSections(await database(), id))
  const content = await readWorkingVersion(id, status)
  const sections = measuredSections(outline, content)
  const waiting = sections.filter((section) => section.mandatory && !section.complete)
  const [next] = waiting
  return {
    ...shown,
    levels: content.header.levels.map((level) => enumLabel(template, 'level', level)),
    lastActivity: lastActivityOf(project),
    people: peopleOf(members, id),
    completeness: progressOf(sections, content),
    resumeAt: next ? { id: next.id, number: next.number, shortTitle: next.shortTitle } : null,
    nextMeeting: nextMeetingOf(content, referenceDate(project.asOf)),
    toDo: waiting
      .toSorted((a, b) => a.writingOrder - b.writingOrder)
      .slice(0, 4)
      .map((section) => ({
        ...{ sectionId: section.id, number: section.number },
        text: section.missing ?? section.title,
      })),
  }
}

/** What a role that does not read the working version learns of it. */
const untold = {
  levels: [],
  lastActivity: null,
  people: [],
  completeness: null,
  resumeAt: null,
  nextMeeting: null,
  toDo: [],
}

/** Members read every publication, unless it was withdrawn. */
async function newestPublication(
  db: Db,
  projectId: ProjectId,
): Promise<ProjectSummary['publication']> {
  const publications = await listPublications(db, projectId)
  const newest = publications.find(({ withdrawal }) => withdrawal === null)
  return newest ? { number: newest.number, publishedAt: newest.publishedAt.toISOString() } : null
}

function lastActivityOf({ lastUpdate }: ProjectOfAccount): ProjectSummary['lastActivity'] {
  if (lastUpdate === null) return null
  const { at, firstName, lastName } = lastUpdate
  return { at: at.toISOString(), by: { firstName, lastName } }
}

function nextMeetingOf(content: Project, today: string): ProjectSummary['nextMeeting'] {
  const coming = content.meetings
    .filter(({ archivedAt, status }) => archivedAt === null && status !== 'cancelled')
    .flatMap(({ title, date, startTime }) =>
      date !== null && date >= today ? [{ title, date, startTime: startTime || null }] : [],
    )
    .toSorted((a, b) => `${a.date} ${a.startTime}`.localeCompare(`${b.date} ${b.startTime}`))
  return coming[0] ?? null
}
