import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { createAccount } from '#db/queries/account.ts'
import { createSchool } from '#db/queries/school.ts'
import { demoAccounts } from '#lib/domain/demo-accounts.ts'
import { hashPassword } from '#lib/platform/password.ts'
import { sha256Hex } from '#lib/platform/sha256.ts'
import { expectNoAxeViolations, launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import { keptEditor, openEditor } from '#tests/support/editor-page.ts'
import { HttpSession } from '#tests/support/http-session.ts'
import { expectNoAxeViolationsInEitherLook } from '#tests/support/looks.ts'
import { newDataDir, removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { expectToFitEveryWidth } from '#tests/support/widths.ts'

const slug = 'projet-d-accompagnement-personnalise-2026-2027'
const latest = `/p/${slug}`
const stranger = 'etranger@ailleurs.trame.test'

let browser: TestBrowser
let trame: Trame

beforeAll(async () => {
  const dataDir = await newDataDir({})
  await addAnotherSchool(dataDir)
  ;[browser, trame] = await Promise.all([launchBrowser(), startTrame({ dataDir })])
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

/** Someone with an account of a school that has nothing to do with the demo's. */
async function addAnotherSchool(dataDir: string): Promise<void> {
  const { db, close } = await openDatabase({ databaseUrl: undefined, dataDir })
  const place = { city: 'Ailleurs', schoolType: 'lgt', academy: 'Dijon', zone: 'A' }
  const schoolId = await createSchool(db, { name: 'Lycée d’Ailleurs', ...place })
  const name = { firstName: 'Alix', lastName: 'Montreuil', jobTitle: 'Proviseur' }
  const passwordHash = await hashPassword('trame-demo')
  const rights = { isHead: true, isAdmin: false }
  await createAccount(db, { schoolId, email: stranger, passwordHash, ...name, ...rights })
  await close()
}

async function sessionOf(email: string | null): Promise<HttpSession> {
  const session = new HttpSession(trame.url)
  if (email !== null) await session.signIn({ email, password: 'trame-demo' })
  return session
}

const openHead = () => keptEditor(browser, trame, { who: 'direction' })

async function publicPage(options: Parameters<TestBrowser['newPage']>[0] = {}): Promise<Page> {
  return browser.newPage(options)
}

test('the demo’s third version is served whole, cached by its tag, and its JSON has the hash shown', async () => {
  const session = await sessionOf(null)
  const page = await session.fetch(`${latest}/v/3`)
  expect(page.status).toBe(200)
  expect(page.headers.get('cache-control')).toMatch(/^public, .*immutable/)
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  expect(page.headers.get('content-security-policy')).not.toContain('script-src')
  const tag = page.headers.get('etag') ?? ''
  expect(tag).toMatch(/^"[0-9a-f]{64}"$/)
  const body = await page.text()
  expect(body).not.toContain('<script')

  const again = await session.fetch(`${latest}/v/3`, {
    headers: { 'if-none-match': `"x", ${tag}` },
  })
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect(again.headers.get('etag')).toBe(tag)
  const head = await session.fetch(`${latest}/v/3`, { method: 'HEAD' })
  expect([head.status, head.headers.get('etag')]).toEqual([200, tag])

  const json = await session.fetch(`${latest}/v/3.json`)
  const text = await json.text()
  expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(json.headers.get('etag')).toBe(`"${sha256Hex(text)}"`)
  expect(body).toContain(sha256Hex(text).match(/.{4}/g)?.join(' '))
  expect((await session.fetch(latest)).headers.get('cache-control')).toBe('private, no-cache')
})

test.each([
  '/p/rien',
  `${latest}/v/2`,
  `${latest}/v/4`,
  `${latest}/v/03`,
  `${latest}/v/x`,
  `${latest}/v/3.pdfx`,
  `${latest}/v/4.json`,
  `${latest}/v/4/verifier`,
  `${latest}/v/3.json/verifier`,
  '/p/..%2f%00',
])('%s is unknown, in words', async (address) => {
  const answer = await (await sessionOf(null)).fetch(address)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toMatch(/n’existe pas|not_found/)
})

test('the head publishes, visitors read it and verify it, and a withdrawal reaches them', async () => {
  const page = await openHead()
  await page.getByRole('button', { name: 'Publier…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Les 13\u00A0parties obligatoires sont complètes.').waitFor()
  await dialog.getByText('Rien\u00A0: le contenu est le même.').waitFor()
  expect(await dialog.getByRole('radio', { name: 'Public' }).isChecked()).toBe(true)
  await expectNoAxeViolations(page, '[role=dialog]')
  await dialog.getByLabel('Message aux lecteurs').fill('Bonne lecture à toutes et à tous.')
  await dialog.getByRole('button', { name: 'Publier la version 4' }).click()
  const done = dialog.getByRole('heading', { name: 'La version 4 est publiée' })
  await done.waitFor()
  expect(await done.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true)
  await expectNoAxeViolations(page, '[role=dialog]')

  const visitor = await publicPage()
  await visitor.goto(trame.url)
  await visitor.getByText('Version 4 publiée le').waitFor()
  await expectNoAxeViolations(visitor)
  await visitor.getByRole('link', { name: /^Projet d’accompagnement personnalisé/ }).click()
  await visitor.getByText('Bonne lecture à toutes et à tous.').waitFor()
  await visitor.goto(`${trame.url}${latest}/v/3`)
  await visitor
    .getByRole('link', { name: /version en vigueur/ })
    .first()
    .click()
  await visitor.getByText('Bonne lecture à toutes et à tous.').waitFor()
  await visitor.goto(`${trame.url}${latest}/v/4/verifier`)
  await visitor.getByRole('heading', { name: 'Cette version est intacte.' }).waitFor()
  await visitor.getByText('porte l’empreinte de la version\u00A03').waitFor()

  await dialog.getByRole('button', { name: 'Fermer' }).last().click()
  await page.getByRole('banner').getByText('Publié').waitFor()
  await page.getByRole('button', { name: 'Publier…' }).click()
  await dialog.getByRole('button', { name: 'Retirer la version 4…' }).click()
  await dialog.getByRole('button', { name: 'Retirer définitivement' }).click()
  await dialog.getByText('Écrivez pourquoi cette version est retirée.').waitFor()
  await expectNoAxeViolations(page, '[role=dialog]')
  await dialog.getByLabel(/Pourquoi retirer/).fill('Une erreur de calendrier.')
  await dialog.getByRole('button', { name: 'Retirer définitivement' }).click()
  await dialog.getByText('La version 4 est retirée').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const gone = await (await sessionOf(null)).fetch(`${latest}/v/4`)
  expect([gone.status, gone.headers.get('cache-control')]).toEqual([410, 'private, no-cache'])
  expect(await gone.text()).not.toContain('Bonne lecture')
})

test('a number that is taken meanwhile is refused in words, and nothing is lost', async () => {
  const [page, other] = [await openHead(), await openEditor(browser, trame, { who: 'direction' })]
  for (const each of [page, other]) {
    await each.getByRole('button', { name: 'Publier…' }).click()
    await each.getByRole('radio', { name: 'Établissement' }).check()
    await each.getByLabel('Message aux lecteurs').fill('À relire.')
  }
  const publish = (each: Page) => each.getByRole('button', { name: /^Publier la version/ }).click()
  await publish(page)
  await page.getByRole('heading', { name: /est publiée$/ }).waitFor()
  await publish(other)
  await other.getByRole('alert').filter({ hasText: 'Ce numéro vient d’être pris' }).waitFor()
  expect(await other.getByLabel('Message aux lecteurs').inputValue()).toBe('À relire.')
})

test('a version for the school is unknown to everybody else, at each address and for each role', async () => {
  const addresses = ['/v/5', '/v/5.json', '/v/5/verifier']
  for (const { email } of demoAccounts) {
    const session = await sessionOf(email)
    for (const address of addresses) {
      const answer = await session.fetch(`${latest}${address}`)
      expect([email, address, answer.status]).toEqual([email, address, 200])
      expect(answer.headers.get('cache-control')).toMatch(/^private|no-store/)
    }
  }
  for (const email of [null, stranger]) {
    const session = await sessionOf(email)
    for (const address of addresses) {
      const answer = await session.fetch(`${latest}${address}`)
      const unknown = await session.fetch(`${latest}${address.replace('5', '99')}`)
      expect([answer.status, unknown.status]).toEqual([404, 404])
      expect(await answer.text()).toBe(await unknown.text())
    }
    expect(await (await session.fetch(latest)).text()).not.toContain('/v/5')
    expect(await (await session.fetch('/')).text()).not.toContain('Version 5')
  }
})

test('someone who only reads is led to the published text', async () => {
  const session = await sessionOf('lecture@demo.trame.test')
  const home = await (await session.fetch('/')).text()
  expect(home).toContain(`href="${latest}"`)
  const [project] = await (await session.fetch('/api/projects')).json()
  const answer = await session.fetch(`/projets/${project.id}`)
  expect([answer.status, answer.headers.get('location')]).toEqual([307, latest])
})

test('the verifier, the notice of a withdrawal and the unknown page are accessible and fit', async () => {
  const page = await publicPage({ expectedErrors: [/404|410/] })
  for (const address of [`${latest}/v/3/verifier`, `${latest}/v/4`, '/p/rien']) {
    await page.goto(`${trame.url}${address}`)
    await expectNoAxeViolationsInEitherLook(page)
    await expectToFitEveryWidth(page)
  }
})
