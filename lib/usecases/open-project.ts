import 'server-only'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import type { ProjectStatus, Role } from '#lib/domain/roles.ts'
import type { Person } from './person.ts'

export type SectionPage = {
  id: string
  number: number
  title: string
  shortTitle: string
  /** Id of its group; null for a part of the school's own. */
  group: string | null
  mandatory: boolean
  guidance: string
  prompts: string[]
  percent: number
  complete: boolean
  /** What is missing, in words. */
  missing: string | null
}

export type ProjectHeader = {
  schoolName: string
  schoolType: string
  city: string | null
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
  canWrite: boolean
  canComment: boolean
  header: ProjectHeader
  me: Person
  people: (Person & { role: Role })[]
  groups: { id: string; title: string; percent: number }[]
  sections: SectionPage[]
  /** Of the mandatory parts. */
  percent: number
  mandatoryLeft: number
}

/**
 * What the page of a project needs besides the document itself, which comes by the socket.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member whose role does not read the working version.
 */
export async function openProject(_actor: SessionActor, _projectId: string): Promise<ProjectPage> {
  throw new Error('not ready')
}
