import 'server-only'
import { z } from 'zod'
import { type Db, database } from '#db/client.ts'
import type { Project as ProjectRow } from '#db/queries/project.ts'
import { listProjectSections } from '#db/queries/project-section.ts'
import {
  findPublicationText,
  listPublications,
  type PublicationFacts,
} from '#db/queries/publication.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { Project } from '#lib/domain/project.ts'
import { publicProject } from '#lib/domain/public-project.ts'
import type { PublicationVisibility } from '#lib/domain/publication.ts'
import { type PublicationChanges, publicationChanges } from '#lib/domain/publication-changes.ts'
import { measuredSections } from './progress.ts'
import { projectOfMember } from './project-of-member.ts'
import { outlineOf } from './project-sections.ts'
import { nextPublication } from './publish-project.ts'
import { readWorkingVersion } from './read-project.ts'

export type PublishedVersion = {
  number: number
  /** Instants are ISO 8601, UTC. */
  publishedAt: string
  visibility: PublicationVisibility
  withdrawal: { at: string; reason: string } | null
}

/** What the head sees before publishing. */
export type PublicationPlan = {
  slug: string
  number: number
  /** What the last one had; the school alone for the first. */
  visibility: PublicationVisibility
  mandatoryTotal: number
  /** Mandatory parts that are not complete; `missing` is what they lack, in words. */
  incomplete: { number: number; title: string; missing: string | null }[]
  /** Null when there is no earlier text to compare with. */
  changes: (PublicationChanges & { since: number }) | null
  /** Newest first. */
  published: PublishedVersion[]
}

/**
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not publish.
 */
export async function planPublication(
  actor: SessionActor,
  projectId: string,
): Promise<PublicationPlan> {
  const db = await database()
  const { project } = await projectOfMember(actor, projectId, 'publish')
  const outline = outlineOf(await listProjectSections(db, project.id))
  const content = await readWorkingVersion(project.id, project.status)
  const mandatory = measuredSections(outline, content).filter((section) => section.mandatory)
  const published = await listPublications(db, project.id)
  const { number } = await nextPublication(db, project.id)
  const [newest] = published
  const partIds = new Set(outline.map(({ id }) => id))
  return {
    slug: project.slug,
    number,
    visibility: newest?.visibility ?? 'school',
    mandatoryTotal: mandatory.length,
    incomplete: mandatory
      .filter((section) => !section.complete)
      .map((section) => ({
        ...{ number: section.number, title: section.title, missing: section.missing },
      })),
    changes: newest ? await changesSince(db, newest, { project, content, partIds }) : null,
    published: published.map(versionOf),
  }
}

type Comparison = { project: ProjectRow; content: Project; partIds: ReadonlySet<string> }

const earlierText = z.object({ project: z.record(z.string(), z.unknown()) })

async function changesSince(
  db: Db,
  newest: PublicationFacts,
  { project, content, partIds }: Comparison,
): Promise<PublicationPlan['changes']> {
  const { number } = newest
  const text = await findPublicationText(db, { projectId: project.id, number })
  const before = text && earlierText.safeParse(readJson(text.content)).data
  if (!before) return null
  const shown = publicProject(content)
  const sections = shown.sections.filter(({ id }) => partIds.has(id))
  return { since: number, ...publicationChanges(before.project, { ...shown, sections }) }
}

/** Null for what is no JSON: the verifier tells of it. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function versionOf({
  number,
  publishedAt,
  visibility,
  withdrawal,
}: PublicationFacts): PublishedVersion {
  return {
    ...{ number, visibility, publishedAt: publishedAt.toISOString() },
    withdrawal: withdrawal && { at: withdrawal.at.toISOString(), reason: withdrawal.reason },
  }
}
