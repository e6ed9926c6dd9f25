import 'server-only'
import { database } from '#db/client.ts'
import { type Account, listAccountsOfSchool } from '#db/queries/account.ts'
import { findProject } from '#db/queries/project.ts'
import { listTeam as listRows, type TeamMember as Row } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { parseProjectId } from '#lib/domain/ids.ts'
import { type Actor, can } from '#lib/domain/roles.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'
import { sendsMail } from '#lib/platform/mail.ts'
import { type Person, peopleOf } from '../person.ts'
import { isTeamRole, type TeamRole, teamRoles } from './team-role.ts'

export type TeamMember = Person & {
  jobTitle: string
  email: string
  role: TeamRole
  isMe: boolean
  /** A code was given to them, which they have not used yet. */
  isPending: boolean
  /** The roles that they can be given; empty where `actor` changes nothing of them. */
  choices: TeamRole[]
  canRenewCode: boolean
}

/** Someone of the school who is not of the team. */
export type Newcomer = { email: string; firstName: string; lastName: string; jobTitle: string }

export type Team = {
  members: TeamMember[]
  newcomers: Newcomer[]
  /** The roles that `actor` gives to who is added. */
  choices: TeamRole[]
  canCreateAccounts: boolean
  /** Invitations leave by mail; otherwise their code is handed over. */
  sendsMail: boolean
}

/**
 * Who works on a project and who could, for those who decide it.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who does not manage the team.
 */
export async function listTeam(actor: SessionActor, projectId: string): Promise<Team> {
  const db = await database()
  const id = parseProjectId(projectId)
  const project = id === null ? undefined : await findProject(db, id)
  if (project === undefined) throw new NotFoundError(`no project ${projectId}`)
  const rows = await listRows(db, project.id)
  const role = rows.find(({ accountId }) => accountId === actor.accountId)?.role ?? null
  if (role === null) throw new NotFoundError(`${actor.accountId} is no member of ${projectId}`)
  const { accountId, isAdmin, isHead } = actor
  const asker = { accountId, role, isAdmin, isHead }
  const choices = teamRoles.filter((given) => can(asker, 'manage-members', { memberRole: given }))
  if (choices.length === 0) throw new NotAllowedError(`a ${role} does not manage the team`)
  const accounts = await listAccountsOfSchool(db, project.schoolId)
  return {
    members: membersOf(rows, { asker, choices }),
    newcomers: newcomersOf(accounts, rows),
    choices,
    canCreateAccounts: can(asker, 'manage-accounts'),
    sendsMail: sendsMail(),
  }
}

function membersOf(
  rows: readonly Row[],
  { asker, choices }: { asker: Actor; choices: TeamRole[] },
): TeamMember[] {
  const people = rows[0] === undefined ? [] : peopleOf(rows, rows[0].projectId)
  const heads = rows.filter(({ role }) => role === 'head').length
  return rows
    .flatMap((row, index): TeamMember[] => {
      const person = people[index]
      const { role, jobTitle, email, hasCode, isHead: accountIsHead } = row
      if (person === undefined || !isTeamRole(role)) return []
      const isMe = row.accountId === asker.accountId
      const isLastHead = role === 'head' && heads === 1
      return [
        {
          ...{ ...person, jobTitle, email, role, isMe, isPending: hasCode },
          choices: choices.includes(role) && !isLastHead ? choices : [],
          canRenewCode: !isMe && can(asker, 'manage-accounts', { accountIsHead }),
        },
      ]
    })
    .toSorted((a, b) => teamRoles.indexOf(a.role) - teamRoles.indexOf(b.role))
}

function newcomersOf(accounts: readonly Account[], rows: readonly Row[]): Newcomer[] {
  const known = new Set(rows.map(({ accountId }) => accountId))
  return accounts
    .filter(({ id, isHead, isAdmin }) => !known.has(id) && (isHead || !isAdmin))
    .map(({ email, firstName, lastName, jobTitle }) => ({ email, firstName, lastName, jobTitle }))
}
