import 'server-only'
import type { Db } from '#db/client.ts'
import { findProject, type Project } from '#db/queries/project.ts'
import { roleOf } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { parseProjectId } from '#lib/domain/ids.ts'
import { type Action, can } from '#lib/domain/roles.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'

type Asked = { actor: SessionActor; projectId: string; action: Action }

/**
 * The project, for a member whose role allows the action at its present status.
 *
 * @throws {NotFoundError} no such project, or the actor is not one of its members.
 * @throws {NotAllowedError} a member whose role does not allow it.
 */
export async function permittedProject(
  db: Db,
  { actor, projectId, action }: Asked,
): Promise<Project> {
  const id = parseProjectId(projectId)
  const project = id === null ? undefined : await findProject(db, id)
  if (project === undefined) throw new NotFoundError(`no project ${projectId}`)
  const { accountId, isAdmin } = actor
  const role = await roleOf(db, { projectId: project.id, accountId })
  if (role === null) throw new NotFoundError(`${accountId} is no member of ${projectId}`)
  if (!can({ accountId, role, isAdmin }, action, { status: project.status })) {
    throw new NotAllowedError(`${role} may not ${action}`)
  }
  return project
}
