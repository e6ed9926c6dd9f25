import 'server-only'
import { z } from 'zod'
import { appendAudit } from '#db/queries/audit.ts'
import { setMember } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { accountIdInput } from '../account-id-input.ts'
import { parseInput } from '../parse-input.ts'
import { changeTeam } from './change-team.ts'
import { teamRoleInput } from './team-role.ts'

const roleChange = z.object({
  projectId: z.string(),
  accountId: accountIdInput,
  role: teamRoleInput,
})

export type RoleChange = z.input<typeof roleChange>

/**
 * Gives a member another role: both the one that is taken and the one that is given must be the
 * actor's to handle.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotInTeamError} the person is not of the team, or not any more.
 * @throws {NotAllowedError} `actor` does not handle one of the two roles.
 * @throws {LastHeadError} they are the project's only head.
 */
export async function changeRole(actor: SessionActor, input: RoleChange): Promise<void> {
  const { projectId, accountId, role } = parseInput(roleChange, input)
  await changeTeam(actor, projectId, async (team) => {
    const before = team.roleOf(accountId)
    team.requireRight(before)
    team.requireRight(role)
    if (before === role) return
    team.requireOtherHead(before)
    const { db, project } = team
    await setMember(db, { projectId: project.id, accountId, role, addedBy: actor.accountId })
    await appendAudit(db, {
      ...{ schoolId: project.schoolId, projectId: project.id, accountId: actor.accountId },
      ...{ action: 'member.change', detail: { accountId, before, role } },
    })
  })
}
