import 'server-only'
import { z } from 'zod'
import { appendAudit } from '#db/queries/audit.ts'
import { removeMember as remove } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { accountIdInput } from '../account-id-input.ts'
import { parseInput } from '../parse-input.ts'
import { changeTeam } from './change-team.ts'

const removal = z.object({
  projectId: z.string(),
  accountId: accountIdInput,
})

export type Removal = z.input<typeof removal>

/**
 * Takes a person, or oneself, out of the team. What they wrote stays, and so does their account.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotInTeamError} the person is not of the team, or not any more.
 * @throws {NotAllowedError} `actor` does not handle their role.
 * @throws {LastHeadError} they are the project's only head.
 */
export async function removeMember(actor: SessionActor, input: Removal): Promise<void> {
  const { projectId, accountId } = parseInput(removal, input)
  await changeTeam(actor, projectId, async (team) => {
    const role = team.roleOf(accountId)
    team.requireRight(role)
    team.requireOtherHead(role)
    const { db, project } = team
    await remove(db, { projectId: project.id, accountId })
    await appendAudit(db, {
      ...{ schoolId: project.schoolId, projectId: project.id, accountId: actor.accountId },
      ...{ action: 'member.remove', detail: { accountId, role } },
    })
  })
}
