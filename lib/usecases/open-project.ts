import 'server-only'
import { database } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { findProject, type Project as ProjectRow } from '#db/queries/project.ts'
import { listMembers, roleOf } from '#db/queries/project-member.ts'
import { listProjectSections } from '#db/queries/project-section.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { Block } from '#lib/domain/block.ts'
import { type ProjectId, parseProjectId } from '#lib/domain/ids.ts'
import type { Header, Project } from '#lib/domain/project.ts'
import { can, type ProjectStatus, type Role } from '#lib/domain/roles.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'
import { type Member, type Person, peopleOf } from './person.ts'
import { type MeasuredSection, measuredSections, progressOf } from './progress.ts'
import { outlineOf } from './project-sections.ts'
import { readWorkingVersion } from './read-project.ts'
import { referenceDate } from './reference-date.ts'

export type SectionPage = Omit<MeasuredSection, 'writingOrder'> & {
  /** Its text as it is stored: the page shows it until the document itself comes. */
  blocks: Block[]
}

export type ProjectHeader = {
  schoolName: string
  schoolType: string | null
  city: string
  academy: string
  levels: string[]
  summary: string
  problemStatement: string
}

export type ProjectPage = {
  id: ProjectId
  slug: string
  title: string
  schoolYear: string
  status: ProjectStatus
  role: Role
  epoch: number
  schemaVersion: number
  /** YYYY-MM-DD, or null: rules then use today. */
  asOf: string | null
  /** What stands for today. */
  refDate: string
  canWrite: boolean
  canComment: boolean
  /** Nothing of the document is to stay on this computer. */
  sharedComputer: boolean
  header: ProjectHeader
  me: Person
  people: Member[]
  groups: { id: string; title: string; percent: number }[]
  sections: SectionPage[]
  /** Of the mandatory parts. */
  percent: number
  mandatoryLeft: number
  /** The stored document, to show it before the socket brings the live one. */
  content: Project
}

/**
 * What the page of a project needs until the socket brings the document itself, and besides it.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member whose role does not read the working version.
 */
export async function openProject(actor: SessionActor, projectId: string): Promise<ProjectPage> {
  const { project, role } = await findReadable(actor, projectId)
  const db = await database()
  const head = await findDocumentHead(db, project.id)
  if (head === undefined) throw new NotFoundError(`no document ${project.id}`)
  const content = await readWorkingVersion(project.id, project.status)
  const sections = measuredSections(outlineOf(await listProjectSections(db, project.id)), content)
  const { groups, percent, mandatoryLeft } = progressOf(sections, content)
  const people = peopleOf(await listMembers(db, [project.id]), project.id)
  const { id, slug, title, schoolYear, status, asOf } = project
  const asker = { accountId: actor.accountId, role, isAdmin: actor.isAdmin }
  return {
    ...{ id, slug, title, schoolYear, status, asOf, role },
    ...{ epoch: head.epoch, schemaVersion: head.schemaVersion },
    refDate: referenceDate(asOf),
    canWrite: can(asker, 'write', { status }),
    canComment: can(asker, 'comment', { status }),
    sharedComputer: actor.sharedComputer,
    header: headerOf(content.header),
    me: meAmong(people, actor),
    people,
    groups: groups.map((group) => ({ id: group.id, title: group.title, percent: group.percent })),
    sections: sections.map(({ writingOrder, ...section }) => ({
      ...section,
      blocks: content.sections.find(({ id }) => id === section.id)?.content ?? [],
    })),
    percent,
    mandatoryLeft,
    content,
  }
}

async function findReadable(
  actor: SessionActor,
  projectId: string,
): Promise<{ project: ProjectRow; role: Role }> {
  const db = await database()
  const id = parseProjectId(projectId)
  const project = id === null ? undefined : await findProject(db, id)
  if (project === undefined) throw new NotFoundError(`no project ${projectId}`)
  const { accountId, isAdmin } = actor
  const role = await roleOf(db, { projectId: project.id, accountId })
  // A stranger learns nothing, not even that the project exists.
  if (role === null) throw new NotFoundError(`${accountId} is no member of ${projectId}`)
  if (!can({ accountId, role, isAdmin }, 'read', { status: project.status })) {
    throw new NotAllowedError(`${role} does not read the working version`)
  }
  return { project, role }
}

function headerOf(header: Header): ProjectHeader {
  const { schoolName, schoolType, city, academy, levels, summary, problemStatement } = header
  return { schoolName, schoolType, city, academy, levels, summary, problemStatement }
}

function meAmong(people: readonly Member[], actor: SessionActor): Person {
  const member = people.find(({ id }) => id === actor.accountId)
  if (member === undefined) throw new NotFoundError(`${actor.accountId} is no member any more`)
  const { id, firstName, lastName, color } = member
  return { id, firstName, lastName, color }
}
