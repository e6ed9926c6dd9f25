import type { Db } from '#db/client.ts'
import { findSessionWithAccount, touchSession } from '#db/queries/session.ts'
import type { SessionId } from '#lib/domain/ids.ts'
import type { SessionActor } from './session-actor.ts'
import { sessionEnd, touchEveryMs } from './session-life.ts'

/**
 * The person behind a session, or null when it is unknown, revoked, expired or of a closed account.
 * Asking counts as activity.
 */
export async function readLiveSession(
  db: Db,
  sessionId: SessionId,
  now: Date = new Date(),
): Promise<SessionActor | null> {
  const session = await findSessionWithAccount(db, sessionId)
  if (session === undefined || session.revokedAt !== null || session.closedAt !== null) return null
  if (session.expiresAt <= now) return null
  if (now.getTime() - session.lastSeenAt.getTime() >= touchEveryMs) {
    await touchSession(db, { id: sessionId, at: now, expiresAt: sessionEnd(session, now) })
  }
  const { accountId, schoolId, firstName, lastName, email } = session
  const { isHead, isAdmin, sharedComputer } = session
  return {
    ...{ accountId, sessionId, schoolId, firstName, lastName, email },
    ...{ isHead, isAdmin, sharedComputer },
  }
}
