import 'server-only'
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
export async function listSessions(_actor: SessionActor): Promise<SessionSummary[]> {
  throw new Error('not ready')
}
