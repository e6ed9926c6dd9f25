import type { IsoDate } from './iso-date.ts'
import type { Project } from './project.ts'

/** Who may read a publication without being of the project: anybody, or the school's accounts. */
export type PublicationVisibility = 'public' | 'school'

/** Characters of the head's message to the readers, and of the reason of a withdrawal. */
export const publicationLimits = { message: 600, reason: 300 } as const

/** A part as it stands in the outline of a publication; its text is in `project.sections`. */
export type PublishedSection = {
  id: string
  /** Place in the publication, from 1. */
  number: number
  title: string
  /** Id of its group; null for a part of the school's own. */
  group: string | null
  mandatory: boolean
}

/**
 * What a publication says, whole and for ever: its hash is taken over this value.
 *
 * `project` is what anybody may read: no archived record, no account, and of each person the function
 * alone unless they chose to be named.
 */
export type PublicationContent = {
  format: 1
  slug: string
  /** From 1, without gaps: never given twice. */
  number: number
  title: string
  schoolYear: string
  /** Instant, ISO 8601 UTC. */
  publishedAt: string
  /** What stood for today when it was published. */
  refDate: IsoDate
  /** From the head to the readers; may be empty. */
  message: string
  groups: { id: string; title: string }[]
  sections: PublishedSection[]
  project: Project
}
