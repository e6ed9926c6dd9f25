import 'server-only'
import { database } from '#db/client.ts'
import { listLiveSessionsOfAccount } from '#db/queries/session.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { SessionId } from '#lib/domain/ids.ts'

export type SessionSummary = {
  id: SessionId
  /** ISO 8601, UTC. */
  createdAt: string
  lastSeenAt: string
  sharedComputer: boolean
  isCurrent: boolean
}

/** The live sessions of `actor`, the last used first. */
export async function listSessions(actor: SessionActor): Promise<SessionSummary[]> {
  const sessions = await listLiveSessionsOfAccount(await database(), actor.accountId)
  return sessions.map(({ id, createdAt, lastSeenAt, sharedComputer }) => ({
    id,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    sharedComputer,
    isCurrent: id === actor.sessionId,
  }))
}
