import 'server-only'
import { database } from '#db/client.ts'
import { revokeSession } from '#db/queries/session.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'

/** Ends the session everywhere, sockets included. Doing it twice is harmless. */
export async function signOut(actor: SessionActor): Promise<void> {
  await revokeSession(await database(), actor.sessionId)
}
