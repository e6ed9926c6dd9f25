import { encode } from '@auth/core/jwt'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Db } from '#db/client.ts'
import { closeAccount } from '#db/queries/account.ts'
import { revokeSession, touchSession } from '#db/queries/session.ts'
import { attemptLimits, countAttempt } from '#lib/auth/attempt-limit.ts'
import { authenticate } from '#lib/auth/authenticate.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { noteActivity, readSession, sessionCookieName } from '#lib/auth/session-cookie.ts'
import type { SchoolId, SessionId } from '#lib/domain/ids.ts'
import { authSecret } from '#lib/platform/auth-secret.ts'
import { hashPassword } from '#lib/platform/password.ts'
import { clearProcessSlot } from '#lib/platform/process-slot.ts'
import { insertLycee, signedIn } from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const password = 'cerise-volante-mardi'
const minute = 60_000
let passwordHash: string

beforeAll(async () => {
  passwordHash = await hashPassword(password, { cost: 1024, blockSize: 8, parallelization: 1 })
})

beforeEach(() => {
  vi.stubEnv('AUTH_SECRET', 'a secret that only the tests know, long enough')
  return () => {
    vi.unstubAllEnvs()
    for (const slot of ['auth-secret', 'public-url']) clearProcessSlot(slot)
  }
})

function underAddress(publicUrl: string): void {
  clearProcessSlot('public-url')
  vi.stubEnv('PUBLIC_URL', publicUrl)
}

async function cookieOf(sessionId: SessionId, name = sessionCookieName()): Promise<string> {
  const token = await encode({ token: { sid: sessionId }, secret: authSecret(), salt: name })
  return `theme=dark; ${name}=${token}`
}

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let schoolId: SchoolId
  let person: SessionActor
  let network = 0

  beforeAll(async () => {
    db = (await sharedDb()).db
    schoolId = await insertLycee(db)
  })

  beforeEach(async () => {
    person = await signedIn(db, schoolId, { passwordHash })
    network += 1
  })

  const attempt = (change: { email?: string; password?: string; address?: string; at?: Date }) => {
    const { at = new Date(), ...fields } = change
    const address = `203.0.113.${network}`
    const request = { email: person.email, password, sharedComputer: false, address, ...fields }
    return authenticate(db, request, at)
  }

  test('the right address and password open a session, in any case and with spaces around', async () => {
    const opened = await attempt({ email: ` ${person.email.toUpperCase()} ` })

    expect(opened.accountId).toBe(person.accountId)
    expect(await readSession(await cookieOf(opened.sessionId), db)).toMatchObject({
      accountId: person.accountId,
      sessionId: opened.sessionId,
      sharedComputer: false,
    })
  })

  test('a wrong password, an unknown address and a closed account are refused alike', async () => {
    const closed = await signedIn(db, schoolId, { passwordHash })
    await closeAccount(db, { accountId: closed.accountId, at: new Date() })

    for (const change of [
      { password: 'cerise-volante-lundi' },
      { email: 'personne@demo.trame.test' },
      { email: closed.email },
    ]) {
      await expect(attempt(change)).rejects.toMatchObject({
        code: 'wrong_credentials',
        message: 'unknown address or wrong password',
      })
    }
  })

  test('after ten failures an account waits a quarter of an hour, and is told how long', async () => {
    const start = new Date()
    for (let tried = 0; tried < attemptLimits.email; tried++) {
      const at = new Date(start.getTime() + tried * 1000)
      await expect(attempt({ password: 'wrong', at })).rejects.toMatchObject({
        code: 'wrong_credentials',
      })
    }
    const at = new Date(start.getTime() + 5 * minute)

    await expect(attempt({ at })).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 600,
    })
    const later = new Date(start.getTime() + 15 * minute + 1)
    expect((await attempt({ at: later })).accountId).toBe(person.accountId)
  })

  test('guesses made all at once are all counted', async () => {
    const guesses = Array.from({ length: 40 }, () => attempt({ password: 'wrong' }))
    const codes = (await Promise.allSettled(guesses)).map((result) =>
      result.status === 'rejected' ? result.reason.code : 'opened',
    )

    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(attemptLimits.email)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(40 - attemptLimits.email)
  })

  test('signing in forgets the failures of the account, not those of the network', async () => {
    const address = { kind: 'address', value: `203.0.113.${network}` } as const
    const at = new Date()
    for (let tried = 1; tried < attemptLimits.address; tried++)
      await countAttempt(db, [address], at)
    await attempt({ at: new Date(at.getTime() + 1) })
    await countAttempt(db, [address], at)

    await expect(attempt({ at })).rejects.toMatchObject({ code: 'rate_limited' })
    expect((await attempt({ address: '198.51.100.9', at })).accountId).toBe(person.accountId)
  })

  test('no address is stored in clear', async () => {
    await expect(attempt({ password: 'wrong' })).rejects.toThrow()
    const rows = await db.selectFrom('sign_in_attempt').select('key').execute()

    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(({ key }) => key).join()).not.toMatch(/@|203\.0\.113/)
  })

  test('a cookie is worth nothing once its session is revoked', async () => {
    const cookie = await cookieOf(person.sessionId)
    expect(await readSession(cookie, db)).not.toBeNull()

    await revokeSession(db, person.sessionId)
    expect(await readSession(cookie, db)).toBeNull()
  })

  test('nor once its account is closed, nor once it has ended', async () => {
    const cookie = await cookieOf(person.sessionId)
    await touchSession(db, { id: person.sessionId, at: new Date(), expiresAt: new Date(1000) })
    expect(await readSession(cookie, db)).toBeNull()

    const other = await signedIn(db, schoolId)
    await closeAccount(db, { accountId: other.accountId, at: new Date() })
    expect(await readSession(await cookieOf(other.sessionId), db)).toBeNull()
  })

  test('a forged, foreign or missing cookie is nobody’s', async () => {
    const name = sessionCookieName()
    const foreign = { sid: person.sessionId }
    const token = await encode({
      token: foreign,
      secret: 'another secret, just as long',
      salt: name,
    })

    expect(await readSession(undefined, db)).toBeNull()
    expect(await readSession('', db)).toBeNull()
    expect(await readSession(`${name}=${person.sessionId}`, db)).toBeNull()
    expect(await readSession(`${name}=${token}`, db)).toBeNull()
    expect(await readSession(await cookieOf('not a uuid' as SessionId), db)).toBeNull()
  })

  test('under https only the cookie that browsers keep for https counts', async () => {
    underAddress('https://trame.lycee.fr')

    expect(sessionCookieName()).toBe('__Secure-authjs.session-token')
    expect(await readSession(await cookieOf(person.sessionId), db)).not.toBeNull()
    const plain = await cookieOf(person.sessionId, 'authjs.session-token')
    expect(await readSession(plain, db)).toBeNull()
  })

  test('on a shared computer the session ends half an hour after the last activity', async () => {
    const address = `203.0.113.${network}`
    const request = { email: person.email, password, sharedComputer: true, address }
    const opened = await authenticate(db, request)
    const before = Date.now() - 20 * minute
    const nearly = { at: new Date(before), expiresAt: new Date(before + 30 * minute) }
    await touchSession(db, { id: opened.sessionId, ...nearly })

    await noteActivity(db, opened.sessionId)
    const row = await db
      .selectFrom('session')
      .select('expires_at')
      .where('id', '=', opened.sessionId)
      .executeTakeFirstOrThrow()
    expect(row.expires_at.getTime() - Date.now()).toBeGreaterThan(29 * minute)
    expect(row.expires_at.getTime() - Date.now()).toBeLessThanOrEqual(30 * minute)
  })
})
