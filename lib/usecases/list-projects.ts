import 'server-only'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import type { ProjectStatus, Role } from '#lib/domain/roles.ts'
import type { Person } from './person.ts'

export type SectionProgress = {
  id: string
  number: number
  shortTitle: string
  mandatory: boolean
  percent: number
}

export type ProjectProgress = {
  /** Of the mandatory parts. */
  percent: number
  /** Mandatory parts that are not complete. */
  mandatoryLeft: number
  groups: { id: string; title: string; percent: number; sections: SectionProgress[] }[]
}

/** A project in the list. All from `lastActivity` on needs the right to read the working version. */
export type ProjectSummary = {
  id: ProjectId
  slug: string
  title: string
  schoolYear: string
  status: ProjectStatus
  role: Role
  epoch: number
  /** Labels of the levels that the project is about. */
  levels: string[]
  /** `at` is ISO 8601, UTC. */
  lastActivity: { at: string; by: { firstName: string; lastName: string } } | null
  people: (Person & { role: Role })[]
  completeness: ProjectProgress | null
  /** The first mandatory part that is not complete. */
  resumeAt: { id: string; number: number; shortTitle: string } | null
  /** `date` is YYYY-MM-DD, `startTime` HH:MM. */
  nextMeeting: { title: string; date: string; startTime: string | null } | null
  /** Mandatory parts to begin or to finish, at most four. */
  toDo: { sectionId: string; number: number; text: string }[]
}

/** The projects that `actor` is a member of, the newest school year first. */
export async function listProjects(_actor: SessionActor): Promise<ProjectSummary[]> {
  throw new Error('not ready')
}
