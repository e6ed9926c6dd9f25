import 'server-only'
import type { NextAuthConfig, Session } from 'next-auth'
import { CredentialsSignin } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { revokeSession } from '#db/queries/session.ts'
import { parseSessionId } from '#lib/domain/ids.ts'
import { authSecret } from '#lib/platform/auth-secret.ts'
import { lastForwarded } from '#lib/platform/client-address.ts'
import { log } from '#lib/platform/log.ts'
import { isHttps } from '#lib/platform/public-url.ts'
import { authenticate } from './authenticate.ts'
import { readLiveSession } from './live-session.ts'
import { passwordMaxLength } from './password-rule.ts'
import { readSession } from './session-cookie.ts'
import { longestMs } from './session-life.ts'
import { RateLimitedError, WrongCredentialsError } from './sign-in-errors.ts'

/** Read for each request, so that a build opens neither the database nor the secret. */
export function authConfig(): NextAuthConfig {
  return {
    basePath: '/api/auth',
    secret: authSecret(),
    // Safe: the route handler puts each request on PUBLIC_URL before next-auth sees it.
    trustHost: true,
    useSecureCookies: isHttps(),
    pages: { signIn: '/', signOut: '/', error: '/' },
    // The session's row decides when it ends; the token only has to live as long as any row.
    session: { strategy: 'jwt', maxAge: longestMs / 1000 },
    providers: [passwordProvider()],
    callbacks: { jwt: keepLiveToken, session: describeSession },
    events: { signOut: endSession },
    logger: { error: logFailure },
  }
}

/** A refusal as next-auth knows it: `code` reaches the address of the sign-in page. */
export class SignInRefused extends CredentialsSignin {
  readonly retryAfterSeconds: number | undefined
  constructor(cause: WrongCredentialsError | RateLimitedError) {
    super()
    this.code = cause.code
    this.retryAfterSeconds = cause instanceof RateLimitedError ? cause.retryAfterSeconds : undefined
  }
}

const credentials = z.object({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(passwordMaxLength),
  sharedComputer: z
    .string()
    .optional()
    .transform((value) => value === 'on' || value === 'true'),
})

function passwordProvider() {
  return Credentials({
    credentials: { email: {}, password: { type: 'password' }, sharedComputer: {} },
    async authorize(input, request) {
      const given = credentials.safeParse(input)
      if (!given.success) return null
      const db = await database()
      const address = lastForwarded(request.headers.get('x-forwarded-for')) ?? 'unknown'
      const previous = await readSession(request.headers.get('cookie') ?? undefined, db)
      const opened = await authenticate(db, { ...given.data, address }).catch(refuse)
      // The browser has one cookie: the session that it replaces could never be used again.
      if (previous !== null) await revokeSession(db, previous.sessionId)
      return { id: opened.accountId, sessionId: opened.sessionId }
    },
  })
}

function refuse(error: unknown): never {
  if (error instanceof WrongCredentialsError || error instanceof RateLimitedError) {
    throw new SignInRefused(error)
  }
  throw error
}

type Callbacks = NonNullable<NextAuthConfig['callbacks']>

/** The token names the session's row and nothing else; it is worth nothing once the row is not live. */
const keepLiveToken: NonNullable<Callbacks['jwt']> = async ({ token, user }) => {
  if (user && 'sessionId' in user) return { sid: user.sessionId }
  return (await sessionOf(token)) === null ? null : token
}

const describeSession: NonNullable<Callbacks['session']> = async ({ session, token }) => {
  const actor = await sessionOf(token)
  const described: Session = { expires: session.expires }
  if (actor !== null) {
    described.user = { name: `${actor.firstName} ${actor.lastName}`, email: actor.email }
  }
  return described
}

async function sessionOf(token: JWT) {
  const id = parseSessionId(token.sid)
  return id === null ? null : readLiveSession(await database(), id)
}

async function endSession(message: { token: JWT | null } | object): Promise<void> {
  const id = 'token' in message ? parseSessionId(message.token?.sid) : null
  if (id !== null) await revokeSession(await database(), id)
}

/** A wrong password is everyday; anything else is logged, without what was typed. */
function logFailure(error: Error): void {
  if (error instanceof CredentialsSignin) return
  log.error({ name: error.name, cause: error.cause }, 'sign-in failed')
}
