import 'server-only'
import type { SessionActor } from '#lib/auth/session-actor.ts'

/**
 * Signs one of `actor`'s own sessions out.
 *
 * @throws {NotFoundError} no such live session, or it is someone else's.
 */
export async function revokeSession(_actor: SessionActor, _sessionId: string): Promise<void> {
  throw new Error('not ready')
}
