import 'server-only'
import { database } from '#db/client.ts'
import { findProject } from '#db/queries/project.ts'
import { roleOf } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { type ProjectId, parseProjectId } from '#lib/domain/ids.ts'
import { can } from '#lib/domain/roles.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'

/**
 * The id of a project that `actor` may write in.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not write in it, or not at this time.
 */
export async function writableProject(actor: SessionActor, projectId: string): Promise<ProjectId> {
  const db = await database()
  const id = parseProjectId(projectId)
  const project = id === null ? undefined : await findProject(db, id)
  if (project === undefined) throw new NotFoundError(`no project ${projectId}`)
  const { accountId, isAdmin } = actor
  const role = await roleOf(db, { projectId: project.id, accountId })
  if (role === null) throw new NotFoundError(`${accountId} is no member of ${projectId}`)
  if (!can({ accountId, role, isAdmin }, 'write', { status: project.status })) {
    throw new NotAllowedError(`${role} does not write in a project that is ${project.status}`)
  }
  return project.id
}
