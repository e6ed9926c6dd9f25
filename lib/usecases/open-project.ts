import 'server-only'
import { database } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { listMembers } from '#db/queries/project-member.ts'
import { listProjectSections } from '#db/queries/project-section.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import type { Block } from '#lib/domain/block.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import type { Header, Project } from '#lib/domain/project.ts'
import { can, type ProjectStatus, type Role } from '#lib/domain/roles.ts'
import { NotFoundError } from '#lib/platform/errors.ts'
import { type Member, type Person, peopleOf } from './person.ts'
import { type MeasuredSection, measuredSections, progressOf } from './progress.ts'
import { projectOfMember } from './project-of-member.ts'
import { outlineOf } from './project-sections.ts'
import { readWorkingState } from './read-project.ts'
import { referenceDate } from './reference-date.ts'
import { expectationsOf, type SectionExpectations } from './section-expectations.ts'

export type SectionPage = Omit<MeasuredSection, 'writingOrder'> & {
  /** Its text as it is stored: the page shows it until the document itself comes. */
  blocks: Block[]
  expects: SectionExpectations
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
  /** Of the state that `content` was read from. */
  mark: string
}

/**
 * What the page of a project needs until the socket brings the document itself, and besides it.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member whose role does not read the working version.
 */
export async function openProject(actor: SessionActor, projectId: string): Promise<ProjectPage> {
  const { project, asker } = await projectOfMember(actor, projectId, 'read')
  const db = await database()
  const head = await findDocumentHead(db, project.id)
  if (head === undefined) throw new NotFoundError(`no document ${project.id}`)
  const { project: content, mark } = await readWorkingState(project.id, project.status)
  const sections = measuredSections(outlineOf(await listProjectSections(db, project.id)), content)
  const { groups, percent, mandatoryLeft } = progressOf(sections, content)
  const people = peopleOf(await listMembers(db, [project.id]), project.id)
  const { id, slug, title, schoolYear, status, asOf } = project
  return {
    ...{ id, slug, title, schoolYear, status, asOf, role: asker.role },
    // What the editor of this page knows, whatever the document is: the room brings it there.
    ...{ epoch: head.epoch, schemaVersion: SCHEMA_VERSION },
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
      expects: expectationsOf(section.id),
    })),
    percent,
    mandatoryLeft,
    content,
    mark,
  }
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
