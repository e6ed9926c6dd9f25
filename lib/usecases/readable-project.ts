import 'server-only'
import { database } from '#db/client.ts'
import { findProject, type Project } from '#db/queries/project.ts'
import { roleOf } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { parseProjectId } from '#lib/domain/ids.ts'
import { can, type Role } from '#lib/domain/roles.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'

/**
 * A project whose working version `actor` reads, and their role in it.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member whose role does not read the working version.
 */
export async function readableProject(
  actor: SessionActor,
  projectId: string,
): Promise<{ project: Project; role: Role }> {
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
