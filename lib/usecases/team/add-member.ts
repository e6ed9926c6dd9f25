import 'server-only'
import { z } from 'zod'
import { listAccountsOfSchool } from '#db/queries/account.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { setMember } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { AccountId } from '#lib/domain/ids.ts'
import { InvalidInputError } from '#lib/platform/errors.ts'
import { emailInput } from '../line-input.ts'
import { parseInput } from '../parse-input.ts'
import { changeTeam, type OpenTeam } from './change-team.ts'
import { UnknownPersonError } from './team-errors.ts'
import { type TeamRole, teamRoleInput } from './team-role.ts'

const invitation = z.object({ projectId: z.string(), email: emailInput, role: teamRoleInput })

export type Invitation = z.input<typeof invitation>

/**
 * Adds the person of the school who has this address.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} `actor` does not give this role.
 * @throws {UnknownPersonError} nobody who can be added has this address.
 * @throws {InvalidInputError} `field` is `email` or `role`; also for who is a member already.
 */
export async function addMember(
  actor: SessionActor,
  input: Invitation,
): Promise<{ accountId: AccountId }> {
  const { projectId, email, role } = parseInput(invitation, input)
  return changeTeam(actor, projectId, async (team) => {
    team.requireRight(role)
    const accounts = await listAccountsOfSchool(team.db, team.project.schoolId)
    const account = accounts.find((candidate) => candidate.email === email)
    const isEligible = account !== undefined && (account.isHead || !account.isAdmin)
    if (!isEligible) throw new UnknownPersonError('no such person of the school')
    if (team.includes(account.id)) {
      throw new InvalidInputError('Cette personne a déjà accès au projet.', 'email')
    }
    await join(team, { actor, accountId: account.id, role })
    return { accountId: account.id }
  })
}

/** Makes an account a member, with its audit row. The right to do so has been asked for. */
export async function join(
  { db, project }: OpenTeam,
  member: { actor: SessionActor; accountId: AccountId; role: TeamRole },
): Promise<void> {
  const { actor, accountId, role } = member
  await setMember(db, { projectId: project.id, accountId, role, addedBy: actor.accountId })
  await appendAudit(db, {
    ...{ schoolId: project.schoolId, projectId: project.id, accountId: actor.accountId },
    ...{ action: 'member.add', detail: { accountId, role } },
  })
}
