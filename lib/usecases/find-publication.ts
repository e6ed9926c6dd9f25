import 'server-only'
import { type Db, database } from '#db/client.ts'
import { findProjectBySlug, type Project } from '#db/queries/project.ts'
import { roleOf } from '#db/queries/project-member.ts'
import { listPublications, type PublicationFacts } from '#db/queries/publication.ts'
import { findSchool } from '#db/queries/school.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { can } from '#lib/domain/roles.ts'

export type PublicAddress = {
  slug: string
  /** Null: the newest that the person may read. */
  number: number | null
}

export type FoundPublication = {
  project: Project
  schoolName: string
  publication: PublicationFacts
  /** Every publication of the project, newest first; `isOpen`: this person may read its text. */
  all: (PublicationFacts & { isReadable: boolean; isOpen: boolean })[]
  /** The newest of those that are open; null when none is. */
  newest: number | null
}

/**
 * A publication that this person may know of, withdrawn or not; null for everything else, alike: who
 * has no right learns nothing, not even that there is something.
 */
export async function findPublication(
  actor: SessionActor | null,
  address: PublicAddress,
): Promise<FoundPublication | null> {
  // Only a slug that a project may have reaches the database.
  if (!/^[a-z0-9-]{1,100}$/.test(address.slug)) return null
  const db = await database()
  const project = await findProjectBySlug(db, address.slug)
  if (project === undefined) return null
  const isReadable = await readableBy(db, actor, project)
  const all = (await listPublications(db, project.id)).map((publication) => ({
    ...{ ...publication, isReadable: isReadable(publication) },
    isOpen: isReadable(publication) && publication.withdrawal === null,
  }))
  const open = all.find(({ isOpen }) => isOpen)
  const readable = all.filter((publication) => publication.isReadable)
  const publication =
    address.number === null
      ? (open ?? readable[0])
      : readable.find(({ number }) => number === address.number)
  if (publication === undefined) return null
  const school = await findSchool(db, project.schoolId)
  return {
    ...{ project, publication, all, newest: open?.number ?? null },
    schoolName: school?.name ?? '',
  }
}

async function readableBy(
  db: Db,
  actor: SessionActor | null,
  project: Project,
): Promise<(publication: PublicationFacts) => boolean> {
  const accountId = actor?.accountId ?? null
  const role = accountId && (await roleOf(db, { projectId: project.id, accountId }))
  const asker = { accountId, role: role || null, isAdmin: actor?.isAdmin ?? false }
  const sameSchool = actor?.schoolId === project.schoolId
  return ({ visibility }) => can(asker, 'read-publication', { visibility, sameSchool })
}
