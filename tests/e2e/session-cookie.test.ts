import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'

let browser: TestBrowser
let trame: Trame

beforeAll(async () => {
  ;[browser, trame] = await Promise.all([launchBrowser(), startTrame()])
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

async function signIn(page: Page, { shared }: { shared: boolean }): Promise<void> {
  await page.goto(trame.url)
  await page.getByLabel('Adresse électronique').fill('coordination@demo.trame.test')
  await page.getByLabel('Mot de passe', { exact: true }).fill('trame-demo')
  if (shared) await page.getByLabel('Ordinateur partagé').check()
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mes projets' }).waitFor()
}

test('one’s own computer keeps one cookie, hidden from scripts, beyond the day', async () => {
  const page = await browser.newPage()
  await signIn(page, { shared: false })
  const cookies = await page.context().cookies()

  expect(cookies).toMatchObject([
    { name: 'authjs.session-token', httpOnly: true, sameSite: 'Lax', secure: false },
  ])
  expect(cookies[0]?.expires).toBeGreaterThan(Date.now() / 1000 + 14 * 24 * 3600)
})

test('a shared computer forgets the cookie when its browser is closed', async () => {
  const page = await browser.newPage()
  await signIn(page, { shared: true })

  const cookies = await page.context().cookies()
  expect(cookies).toMatchObject([{ name: 'authjs.session-token', expires: -1 }])
})

test('signing out leaves no cookie, and a copy of the old one opens nothing', async () => {
  const page = await browser.newPage()
  await signIn(page, { shared: false })
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`)

  await page.getByRole('button', { name: /Votre compte/ }).click()
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  await page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor()
  const kept = await page.context().cookies()
  expect(kept.filter(({ value }) => value !== '')).toEqual([])
  const answer = await fetch(new URL('/api/projects', trame.url), {
    headers: { cookie: cookie.join('; ') },
  })
  expect(answer.status).toBe(401)
})
