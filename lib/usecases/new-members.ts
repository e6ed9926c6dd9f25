import 'server-only'
import type { Account } from '#db/queries/account.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { AccountId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/roles.ts'
import { InvalidInputError } from '#lib/platform/errors.ts'

export type NewMember = { account: Account; role: Extract<Role, 'head' | 'coordinator'> }

type Request = {
  actor: SessionActor
  /** The open accounts of the school. */
  accounts: readonly Account[]
  coordinatorIds: readonly AccountId[]
}

/**
 * Who a new project belongs to: the heads of the school as its direction, the creator and the people
 * named as its coordination. Nobody has two roles: a head who creates stays head.
 *
 * @throws {InvalidInputError} a coordinator is not of the school, or only administers it.
 */
export function newMembers({ actor, accounts, coordinatorIds }: Request): NewMember[] {
  const eligible = accounts.filter((account) => account.isHead || !account.isAdmin)
  const chosen = new Set([actor.accountId, ...coordinatorIds])
  const known = new Set(eligible.map(({ id }) => id))
  if ([...chosen].some((id) => !known.has(id))) {
    throw new InvalidInputError(
      'Choisissez des personnes de l’établissement.',
      'coordinatorAccountIds',
    )
  }
  return eligible
    .filter(({ id, isHead }) => isHead || chosen.has(id))
    .map((account) => ({ account, role: account.isHead ? 'head' : 'coordinator' }))
}
