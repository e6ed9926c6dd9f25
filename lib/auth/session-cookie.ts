import { getToken } from '@auth/core/jwt'
import type { Db } from '#db/client.ts'
import { parseSessionId, type SessionId } from '#lib/domain/ids.ts'
import { authSecret } from '#lib/platform/auth-secret.ts'
import { isHttps } from '#lib/platform/public-url.ts'
import { readLiveSession } from './live-session.ts'
import type { SessionActor } from './session-actor.ts'

export type { SessionActor } from './session-actor.ts'

/** The name of the session's cookie: browsers keep the prefixed one for https alone. */
export function sessionCookieName(): string {
  return `${isHttps() ? '__Secure-' : ''}authjs.session-token`
}

/**
 * Who sends this `Cookie` header; null when nobody is signed in. Works without Next.js: the socket
 * server reads the same cookie as the pages. Reading counts as activity of the session.
 */
export async function readSession(
  cookieHeader: string | undefined,
  db: Db,
): Promise<SessionActor | null> {
  if (cookieHeader === undefined) return null
  const token = await getToken({
    req: { headers: { cookie: cookieHeader } },
    secret: authSecret(),
    secureCookie: isHttps(),
  })
  const id = parseSessionId(token?.sid)
  return id === null ? null : readLiveSession(db, id)
}

/**
 * Prolongs a session whose person is writing on a socket: without it a shared computer would sign
 * out in the middle of a sentence. Call it at most once a minute per session.
 */
export async function noteActivity(db: Db, sessionId: SessionId): Promise<void> {
  await readLiveSession(db, sessionId)
}
