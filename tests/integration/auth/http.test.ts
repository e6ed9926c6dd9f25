import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attemptLimits } from '#lib/auth/attempt-limit.ts'
import { setup } from '#tests/support/e2e-set-up.ts'
import { HttpSession } from '#tests/support/http-session.ts'
import {
  removeData,
  startTrame,
  type Trame,
  type TrameOptions,
} from '#tests/support/start-trame.ts'

const coordinator = { email: 'coordination@demo.trame.test', password: 'trame-demo' }
const reader = { email: 'lecture@demo.trame.test', password: 'trame-demo' }

let tearDown: () => Promise<void>

beforeAll(async () => {
  tearDown = await setup()
}, 600_000)

afterAll(() => tearDown?.())

function server(options: TrameOptions = {}): () => Trame {
  let trame: Trame | undefined
  beforeAll(async () => {
    trame = await startTrame(options)
  })
  afterAll(async () => {
    await trame?.stop()
    if (trame) await removeData(trame)
  })
  return () => {
    if (trame === undefined) throw new Error('the server has not started')
    return trame
  }
}

describe('over http', () => {
  const trame = server()
  const browser = () => new HttpSession(trame().url)

  test('nobody lists projects without signing in', async () => {
    const answer = await browser().fetch('/api/projects')

    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({ error: 'not_signed_in' })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('signing in sets one cookie that scripts and other sites cannot use', async () => {
    const person = browser()
    const answer = await person.signIn(coordinator)

    expect(answer.status).toBe(302)
    expect(person.sessionCookie()).toMatch(/^authjs\.session-token=/)
    expect(person.sessionCookie()).toMatch(/HttpOnly/i)
    expect(person.sessionCookie()).toMatch(/SameSite=Lax/i)
    expect(person.sessionCookie()).toMatch(/Path=\/(;|$)/i)
    expect(person.sessionCookie()).not.toMatch(/Secure/i)
  })

  test.each([
    ['coordinator', coordinator],
    ['reader', reader],
  ])('a %s lists the project that they belong to', async (role, account) => {
    const person = browser()
    await person.signIn(account)
    const answer = await person.fetch('/api/projects')

    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        slug: 'projet-d-accompagnement-personnalise-2026-2027',
        title: 'Projet d’accompagnement personnalisé 2026-2027',
        schoolYear: '2026-2027',
        status: expect.any(String),
        role,
        epoch: 1,
      },
    ])
  })

  test('next-auth tells who is signed in, and nothing once signed out', async () => {
    const person = browser()
    await person.signIn(coordinator)
    const cookie = person.cookieHeader
    const session = await (await person.fetch('/api/auth/session')).json()
    expect(session.user).toEqual({ name: 'Maëlle Jourdanneau', email: coordinator.email })

    await person.post('/api/auth/signout', {})
    const stolen = await fetch(new URL('/api/projects', trame().url), { headers: { cookie } })
    expect(stolen.status).toBe(401)
    expect(await (await person.fetch('/api/auth/session')).json()).toBeNull()
  })

  test('signing in again ends the session that the browser had', async () => {
    const person = browser()
    await person.signIn(coordinator)
    const cookie = person.cookieHeader
    await person.signIn(reader)

    const old = await fetch(new URL('/api/projects', trame().url), { headers: { cookie } })
    expect(old.status).toBe(401)
    expect((await person.fetch('/api/projects')).status).toBe(200)
  })

  test('a wrong password goes back to the sign-in page without a session', async () => {
    const person = browser()
    const answer = await person.signIn({ ...coordinator, password: 'not-the-password' })
    const target = new URL(answer.headers.get('location') ?? '', trame().url)

    expect(target.origin).toBe(trame().url)
    expect(target.pathname).toBe('/')
    expect(target.searchParams.get('code')).toBe('wrong_credentials')
    expect(person.sessionCookie()).toBeUndefined()
  })

  test('without its CSRF token a form from elsewhere signs nobody in', async () => {
    const person = browser()
    const body = new URLSearchParams(coordinator)
    await person.fetch('/api/auth/callback/credentials', { method: 'POST', body })

    expect(person.sessionCookie()).toBeUndefined()
  })

  test('after ten wrong passwords even the right one waits', async () => {
    const email = 'prof5@demo.trame.test'
    for (let tried = 0; tried < attemptLimits.email; tried++) {
      await browser().signIn({ email, password: 'not-the-password' })
    }
    const person = browser()
    const answer = await person.signIn({ email, password: 'trame-demo' })

    expect(answer.headers.get('location')).toContain('code=rate_limited')
    expect(person.sessionCookie()).toBeUndefined()
  })

  test('each page has a content policy of its own, and its scripts carry its nonce', async () => {
    const pages = [await browser().fetch('/'), await browser().fetch('/')]
    const policies = pages.map((page) => page.headers.get('content-security-policy') ?? '')
    const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1])
    const [html = ''] = await Promise.all(pages.map((page) => page.text()))
    const scripts = html.match(/<script\b[^>]*>/g) ?? []

    expect(new Set(nonces).size).toBe(2)
    expect(policies[0]).toContain("frame-ancestors 'none'")
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) expect(script).toContain(`nonce="${nonces[0]}"`)
    expect(pages[0]?.headers.get('x-content-type-options')).toBe('nosniff')
    expect(pages[0]?.headers.get('referrer-policy')).toBe('same-origin')
  })

  test('a host that a client makes up is never sent back to', async () => {
    const answer = await fetch(new URL('/api/auth/signin', trame().url), {
      headers: { 'x-forwarded-host': 'elsewhere.test', 'x-forwarded-proto': 'https' },
      redirect: 'manual',
    })

    expect(answer.headers.get('location') ?? '').not.toContain('elsewhere.test')
  })
})

describe('behind https', () => {
  const trame = server({ env: { PUBLIC_URL: 'https://trame.lycee.test' } })

  test('cookies are kept for https alone, and browsers are told to come back by https', async () => {
    const person = new HttpSession(trame().url)
    const answer = await person.signIn(coordinator)

    expect(new URL(answer.headers.get('location') ?? '').origin).toBe('https://trame.lycee.test')
    expect(person.sessionCookie()).toMatch(/^__Secure-authjs\.session-token=/)
    expect(person.sessionCookie()).toMatch(/Secure/)
    expect(person.setCookies.find((line) => line.includes('csrf'))).toMatch(/^__Host-/)
    expect((await person.fetch('/api/projects')).status).toBe(200)
    const page = await person.fetch('/')
    expect(page.headers.get('strict-transport-security')).toContain('max-age')
    expect(page.headers.get('content-security-policy')).toContain('wss://trame.lycee.test')
  })
})
