import 'server-only'
import { cookies } from 'next/headers'
import { CredentialsSignin } from 'next-auth'
import { isHttps } from '#lib/platform/public-url.ts'
import { SignInRefused } from './config.ts'
import { signIn, signOut } from './next-auth.ts'
import { sessionCookieName } from './session-cookie.ts'
import { RateLimitedError, WrongCredentialsError } from './sign-in-errors.ts'

type Credentials = { email: string; password: string; sharedComputer: boolean }

/**
 * Signs in from a server action: opens a session and sets its cookie.
 *
 * @throws {WrongCredentialsError} unknown address or wrong password.
 * @throws {RateLimitedError} too many failures of late.
 */
export async function openSession({ sharedComputer, ...rest }: Credentials): Promise<void> {
  const shared = sharedComputer ? 'on' : ''
  await signIn('credentials', { ...rest, sharedComputer: shared, redirect: false }).catch(refuse)
  if (sharedComputer) await forgetWithBrowser()
  await leaveOneCookie()
}

/** Forgets the session's cookie, from a server action. */
export async function closeSession(): Promise<void> {
  await signOut({ redirect: false })
  await leaveOneCookie()
}

function refuse(error: unknown): never {
  if (error instanceof SignInRefused && error.retryAfterSeconds !== undefined) {
    throw new RateLimitedError(error.retryAfterSeconds)
  }
  if (error instanceof CredentialsSignin) throw new WrongCredentialsError(error.code)
  throw error
}

/** next-auth keeps where to go next in a cookie of its own: our pages know without it. */
async function leaveOneCookie(): Promise<void> {
  const jar = await cookies()
  const name = `${isHttps() ? '__Secure-' : ''}authjs.callback-url`
  jar.set(name, '', { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(), maxAge: 0 })
}

/** On a shared computer the cookie goes when the browser is closed. */
async function forgetWithBrowser(): Promise<void> {
  const jar = await cookies()
  const name = sessionCookieName()
  const value = jar.get(name)?.value
  if (value === undefined) return
  jar.set(name, value, { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() })
}
