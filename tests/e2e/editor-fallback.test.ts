import { afterAll, beforeAll, test } from 'vitest'
import { expectNoAxeViolations, launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import {
  openEditor,
  parts,
  shownText,
  typeAtEnd,
  untilState,
  untilText,
} from '#tests/support/editor-page.ts'
import { SchoolProxy } from '#tests/support/school-proxy.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'

let browser: TestBrowser
let proxy: SchoolProxy
let trame: Trame

beforeAll(async () => {
  proxy = await SchoolProxy.start()
  browser = await launchBrowser()
  trame = await startTrame({ env: { PUBLIC_URL: proxy.url } })
  proxy.leadTo(trame.port)
})

afterAll(async () => {
  await browser?.close()
  await proxy?.stop()
  await trame?.stop()
  if (trame) await removeData(trame)
})

/** What a browser says of an upgrade that is refused, which is what this is about. */
const expectedErrors = [/WebSocket connection to/]

test('where no socket gets through, people write together all the same, and the details say how', async () => {
  const ann = await openEditor(browser, proxy, { who: 'prof1', expectedErrors })
  const bob = await openEditor(browser, proxy, { who: 'prof2', expectedErrors })
  await untilState(ann, /Enregistré|De nouveau en ligne/)
  await typeAtEnd(ann, parts.diagnosis, ' Par le chemin de secours.')
  await typeAtEnd(bob, parts.framework, ' Dans l’autre sens.')
  await untilText(shownText(bob, parts.diagnosis), 'Par le chemin de secours.')
  await untilText(shownText(ann, parts.framework), 'Dans l’autre sens.')
  await untilState(ann, 'Enregistré')
  await untilState(bob, 'Enregistré')

  await ann.getByRole('button', { name: /état de la connexion/ }).click()
  const details = ann.getByRole('dialog', { name: 'État de la connexion' })
  await details.getByText('Liaison de secours', { exact: true }).waitFor()
  await details.getByText('Ce réseau bloque la liaison directe').waitFor()
  await expectNoAxeViolations(ann, '[popover]:popover-open')

  // A laptop that is carried into another room: sockets get through there.
  proxy.passesSockets = true
  await ann.evaluate(() => window.dispatchEvent(new Event('online')))
  await details.getByText('Liaison directe, en temps réel.').waitFor()
  await typeAtEnd(ann, parts.diagnosis, ' Et de nouveau en direct.')
  await untilText(shownText(bob, parts.diagnosis), 'Et de nouveau en direct.')
})
