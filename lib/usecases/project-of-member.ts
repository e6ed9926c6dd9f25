import 'server-only'
import { database } from '#db/client.ts'
import { findProject, type Project } from '#db/queries/project.ts'
import { roleOf } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { type AccountId, parseProjectId } from '#lib/domain/ids.ts'
import { type Action, can, type Role } from '#lib/domain/roles.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'

export type MembersProject = {
  project: Project
  /** `actor` as the project has them. */
  asker: { accountId: AccountId; role: Role; isAdmin: boolean }
}

/**
 * A project in which `actor` may do `action`.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not, or not at this time.
 */
export async function projectOfMember(
  actor: SessionActor,
  projectId: string,
  action: Action,
): Promise<MembersProject> {
  const db = await database()
  const id = parseProjectId(projectId)
  const project = id === null ? undefined : await findProject(db, id)
  if (project === undefined) throw new NotFoundError(`no project ${projectId}`)
  const { accountId, isAdmin } = actor
  const role = await roleOf(db, { projectId: project.id, accountId })
  // A stranger learns nothing, not even that the project exists.
  if (role === null) throw new NotFoundError(`${accountId} is no member of ${projectId}`)
  const asker = { accountId, role, isAdmin }
  if (!can(asker, action, { status: project.status })) {
    throw new NotAllowedError(`${role} may not ${action} in a project that is ${project.status}`)
  }
  return { project, asker }
}
