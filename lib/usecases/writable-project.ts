import 'server-only'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { projectOfMember } from './project-of-member.ts'

/**
 * The id of a project that `actor` may write in.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not write in it, or not at this time.
 */
export async function writableProject(actor: SessionActor, projectId: string): Promise<ProjectId> {
  const { project } = await projectOfMember(actor, projectId, 'write')
  return project.id
}
