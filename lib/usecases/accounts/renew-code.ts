import 'server-only'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { findAccountById, setPasswordHash } from '#db/queries/account.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { revokeSessionsOfAccount } from '#db/queries/session.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { can } from '#lib/domain/roles.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'
import { accountIdInput } from '../account-id-input.ts'
import { parseInput } from '../parse-input.ts'
import type { NewCode } from './create-account.ts'
import { deliverCode, issueCode } from './issue-code.ts'

const renewal = z.object({ accountId: accountIdInput })

export type Renewal = z.input<typeof renewal>

/**
 * Gives someone a new code: the one before ends, and so do their password and sessions, since a
 * password that was forgotten may also have been found. What they had not sent waits on their
 * device until they sign in again.
 *
 * @throws {NotFoundError} no open account of the school has this id.
 * @throws {NotAllowedError} it is `actor`'s own, or not theirs to manage.
 */
export async function renewCode(actor: SessionActor, input: Renewal): Promise<NewCode> {
  const { accountId } = parseInput(renewal, input)
  const db = await database()
  const account = await findAccountById(db, accountId)
  const isOurs = account?.schoolId === actor.schoolId && account.closedAt === null
  if (!isOurs) throw new NotFoundError(`no open account ${accountId} in the school`)
  const { isAdmin, isHead } = actor
  const asker = { accountId: actor.accountId, role: null, isAdmin, isHead }
  const may = can(asker, 'manage-accounts', { accountIsHead: account.isHead })
  // Who gives themselves a code is signed out before they have read it.
  if (!may || accountId === actor.accountId) throw new NotAllowedError('not theirs to renew')
  const { email, firstName, lastName } = account
  const issued = await db.transaction().execute(async (inside) => {
    await setPasswordHash(inside, { accountId, passwordHash: null })
    await revokeSessionsOfAccount(inside, accountId)
    await appendAudit(inside, {
      ...{ schoolId: actor.schoolId, projectId: null, accountId: actor.accountId },
      ...{ action: 'account.renew-code', detail: { accountId } },
    })
    return issueCode(inside, { accountId, email, firstName, lastName })
  })
  return { issued, delivery: await deliverCode(issued) }
}
