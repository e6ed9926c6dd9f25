import 'server-only'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { listMembers } from '#db/queries/project-member.ts'
import { addSectionAssignee, removeSectionAssignee } from '#db/queries/section-assignee.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { can } from '#lib/domain/roles.ts'
import { assigningRight } from '#lib/domain/section-duty.ts'
import { InvalidInputError, NotAllowedError } from '#lib/platform/errors.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { parseInput } from './parse-input.ts'
import { projectOfMember } from './project-of-member.ts'
import { sectionOfProject } from './section-of-project.ts'

const schema = z.object({
  projectId: z.string(),
  sectionId: z.string(),
  personId: z.string(),
  /** False: the part is taken back from the person. */
  assigned: z.boolean(),
})

export type SectionAssignment = z.input<typeof schema>

/**
 * Confides a part to a person, or takes it back from them. Doing it twice changes nothing.
 *
 * @throws {InvalidInputError} the project has no such part; the person is no member of it, or does
 *   not write in it.
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may confide nothing, or not to this person (DU-1, DU-2).
 */
export async function assignSection(actor: SessionActor, input: SectionAssignment): Promise<void> {
  const { projectId, sectionId, personId, assigned } = parseInput(schema, input)
  const { project, asker } = await projectOfMember(actor, projectId, 'read')
  const right = assigningRight(asker, project)
  if (right === 'nobody' || (right === 'self' && personId !== asker.accountId)) {
    throw new NotAllowedError(`${asker.role} does not confide a part to ${personId}`)
  }
  await sectionOfProject(project.id, sectionId)
  const accountId = await memberOf(project.id, personId, assigned)
  const db = await database()
  const assignment = { projectId: project.id, sectionId, accountId }
  if (assigned) await addSectionAssignee(db, assignment, asker.accountId)
  else await removeSectionAssignee(db, assignment)
  signalProject({ projectId: project.id, what: 'parts' })
}

/** A part is taken back from anyone, and confided to those whose role writes. */
async function memberOf(
  projectId: ProjectId,
  personId: string,
  mustWrite: boolean,
): Promise<AccountId> {
  const members = await listMembers(await database(), [projectId])
  const member = members.find(({ accountId }) => accountId === personId)
  if (member === undefined) {
    throw new InvalidInputError('Cette personne n’est pas membre du projet.', 'personId')
  }
  const { accountId, role, firstName, lastName } = member
  if (mustWrite && !can({ accountId, role, isAdmin: false }, 'write')) {
    const message = `${firstName} ${lastName} ne rédige pas dans ce projet\u00A0: changez d’abord son rôle.`
    throw new InvalidInputError(message, 'personId')
  }
  return accountId
}
