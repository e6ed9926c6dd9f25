import 'server-only'
import { database } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { listLiveSessionsOfAccount, revokeSession as revoke } from '#db/queries/session.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { NotFoundError } from '#lib/platform/errors.ts'

/**
 * Signs one of `actor`'s own sessions out.
 *
 * @throws {NotFoundError} no such live session, or it is someone else's.
 */
export async function revokeSession(actor: SessionActor, sessionId: string): Promise<void> {
  const db = await database()
  const own = await listLiveSessionsOfAccount(db, actor.accountId)
  const session = own.find(({ id }) => id === sessionId)
  if (session === undefined) throw new NotFoundError(`no live session ${sessionId} of the actor`)
  await revoke(db, session.id)
  await appendAudit(db, {
    ...{ schoolId: actor.schoolId, projectId: null, accountId: actor.accountId },
    action: 'session.revoke',
    detail: { sessionId: session.id },
  })
}
