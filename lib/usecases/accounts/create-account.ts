import 'server-only'
import { z } from 'zod'
import { type Db, database } from '#db/client.ts'
import { createAccount as storeAccount } from '#db/queries/account.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { isUniqueViolation } from '#db/unique-violation.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { AccountId } from '#lib/domain/ids.ts'
import { can } from '#lib/domain/roles.ts'
import { InvalidInputError, NotAllowedError } from '#lib/platform/errors.ts'
import { emailInput, lineInput } from '../line-input.ts'
import { parseInput } from '../parse-input.ts'
import { join } from '../team/add-member.ts'
import { changeTeam } from '../team/change-team.ts'
import { teamRoleInput } from '../team/team-role.ts'
import { type Delivery, deliverCode, issueCode } from './issue-code.ts'
import type { IssuedCode } from './issued-code.ts'

const newAccount = z.object({
  firstName: lineInput('Indiquez le prénom.'),
  lastName: lineInput('Indiquez le nom.'),
  jobTitle: lineInput('Indiquez la fonction à afficher.'),
  email: emailInput,
  /** The project whose team the person joins at once. */
  membership: z.object({ projectId: z.string(), role: teamRoleInput }).optional(),
})

export type NewAccount = z.input<typeof newAccount>
type Checked = z.output<typeof newAccount>

/** `delivery` is how the code went to its holder; whoever asked for it sees it in any case, once. */
export type NewCode = { issued: IssuedCode; delivery: Delivery }

/**
 * Creates an account without a password, and the code with which its person chooses one.
 *
 * @throws {NotAllowedError} `actor` does not manage accounts, or not that team.
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {InvalidInputError} `field` is one of `NewAccount`; an address that has an account, too.
 */
export async function createAccount(actor: SessionActor, input: NewAccount): Promise<NewCode> {
  const given = parseInput(newAccount, input)
  const { accountId, isAdmin, isHead } = actor
  if (!can({ accountId, role: null, isAdmin, isHead }, 'manage-accounts')) {
    throw new NotAllowedError('does not manage accounts')
  }
  const issued = await store(actor, given).catch(refuseTakenAddress)
  return { issued, delivery: await deliverCode(issued) }
}

async function store(actor: SessionActor, given: Checked): Promise<IssuedCode> {
  const { membership } = given
  if (membership === undefined) {
    const db = await database()
    return db.transaction().execute(async (inside) => (await open(inside, actor, given)).issued)
  }
  return changeTeam(actor, membership.projectId, async (team) => {
    team.requireRight(membership.role)
    const { accountId, issued } = await open(team.db, actor, given)
    await join(team, { actor, accountId, role: membership.role })
    return issued
  })
}

async function open(
  db: Db,
  actor: SessionActor,
  { membership: _, ...person }: Checked,
): Promise<{ accountId: AccountId; issued: IssuedCode }> {
  const { schoolId } = actor
  const rights = { passwordHash: null, isHead: false, isAdmin: false }
  const accountId = await storeAccount(db, { ...person, ...rights, schoolId })
  await appendAudit(db, {
    ...{ schoolId, projectId: null, accountId: actor.accountId },
    ...{ action: 'account.create', detail: { accountId } },
  })
  const { email, firstName, lastName } = person
  return { accountId, issued: await issueCode(db, { accountId, email, firstName, lastName }) }
}

function refuseTakenAddress(error: unknown): never {
  if (!isUniqueViolation(error)) throw error
  throw new InvalidInputError('Cette adresse a déjà un compte.', 'email')
}
