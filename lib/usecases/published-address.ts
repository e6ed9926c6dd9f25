import 'server-only'
import { database } from '#db/client.ts'
import { findProject } from '#db/queries/project.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { parseProjectId } from '#lib/domain/ids.ts'
import { findPublication } from './find-publication.ts'

/** Where this person reads the newest publication of the project; null when they have none to read. */
export async function publishedAddress(
  actor: SessionActor,
  projectId: string,
): Promise<string | null> {
  const id = parseProjectId(projectId)
  const project = id === null ? undefined : await findProject(await database(), id)
  if (project === undefined) return null
  const found = await findPublication(actor, { slug: project.slug, number: null })
  return found?.newest == null ? null : `/p/${project.slug}`
}
