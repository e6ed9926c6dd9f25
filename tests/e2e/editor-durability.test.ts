import { afterAll, beforeAll, expect, test } from 'vitest'
import { section } from '#lib/document/schema.ts'
import {
  expectNoAxeViolations,
  launchBrowser,
  signIn,
  type TestBrowser,
} from '#tests/support/browser.ts'
import {
  comeBack,
  openEditor,
  parts,
  textOf,
  typeAtEnd,
  untilState,
  untilText,
} from '#tests/support/editor-page.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { joinDemo } from '#tests/support/stock-client.ts'

let browser: TestBrowser
let trame: Trame

beforeAll(async () => {
  browser = await launchBrowser()
  trame = await startTrame({ embedded: true })
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

/** What a browser says of a server that was killed under it. */
const serverGone = [
  /WebSocket connection to/,
  /ERR_CONNECTION_REFUSED/,
  /Failed to load resource/,
  // The service worker's, which is asked for again now and then.
  /error occurred when fetching the script/,
]

test('what was saved survives kill -9, and what was not is sent again', async () => {
  const options = { expectedErrors: serverGone }
  const ann = await openEditor(browser, trame, { who: 'coordination', ...options })
  const bob = await openEditor(browser, trame, { who: 'prof1', ...options })
  await typeAtEnd(ann, parts.diagnosis, ' Avant la panne.')
  await untilState(ann, 'Enregistré')

  await trame.kill()
  await untilState(ann, /Reconnexion|Hors ligne/)
  await ann.keyboard.type(' Pendant la panne.')
  await typeAtEnd(bob, parts.framework, ' Pendant la panne aussi.')
  await untilState(ann, /Hors ligne — \d+\u00A0modifications en attente d’envoi/)

  // Said for some seconds only, and at once when the page comes back by itself.
  const told = untilState(ann, 'De nouveau en ligne — tout est enregistré')
  trame = await startTrame({ port: trame.port, dataDir: trame.dataDir })
  await Promise.all([told, comeBack(ann), comeBack(bob)])
  await untilState(bob, /Enregistré|De nouveau en ligne/)
  await untilText(textOf(bob, parts.diagnosis), 'Avant la panne. Pendant la panne.')

  const stored = await joinDemo(trame, 'prof2')
  expect(section(stored, 'initial-diagnosis').toString()).toContain(
    'Avant la panne. Pendant la panne.',
  )
  expect(section(stored, 'framework').toString()).toContain('Pendant la panne aussi.')
})

test('what one person wrote never leaves under the session of another', async () => {
  const expectedErrors = [...serverGone, /ERR_INTERNET_DISCONNECTED/]
  const page = await openEditor(browser, trame, { who: 'prof4', expectedErrors })
  await untilState(page, /Enregistré|^$/)
  await page.context().setOffline(true)
  await typeAtEnd(page, parts.appendices, ' De Basile seul.')
  await untilState(page, /Hors ligne — \d+\u00A0modifications/)
  // The line that was open had the first person's session: it must be another one.
  await trame.kill()
  trame = await startTrame({ port: trame.port, dataDir: trame.dataDir })
  await signIn(page, trame.url, 'prof5')
  await page.context().setOffline(false)
  const notice = page.getByRole('alert').filter({ hasText: 'Votre session a expiré' })
  await notice.getByRole('button', { name: 'Télécharger une copie' }).waitFor()
  await expectNoAxeViolations(page, '[role=alert]')

  const shared = section(await joinDemo(trame, 'coordination'), 'appendices')
  expect(shared.toString()).not.toContain('De Basile seul.')
  await signIn(page, trame.url, 'prof4')
  await comeBack(page)
  await untilState(page, /Enregistré|De nouveau en ligne/)
  await expect.poll(() => shared.toString()).toContain('De Basile seul.')
})

test('signing out elsewhere pauses the page, and signing in again saves what it held', async () => {
  const page = await openEditor(browser, trame, { who: 'prof3' })
  const other = await page.context().newPage()
  await other.goto(trame.url)
  await other.getByRole('button', { name: /Votre compte/ }).click()
  await other.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  await page
    .getByText('Votre session a expiré. Reconnectez-vous\u00A0: rien n’est perdu.')
    .waitFor()
  expect(await page.getByRole('textbox').count()).toBe(0)

  await signIn(other, trame.url, 'prof3')
  await comeBack(page)
  await typeAtEnd(page, parts.appendices, ' Après le retour.')
  await untilState(page, /Enregistré|De nouveau en ligne/)
})
