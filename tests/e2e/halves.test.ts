import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import {
  openEditor,
  parts,
  textOf,
  typeAtEnd,
  untilState,
  untilText,
} from '#tests/support/editor-page.ts'
import { startFrontProxy } from '#tests/support/front-proxy.ts'
import { startPostgres } from '#tests/support/postgres-server.ts'
import { startRedis, whyNoRedis } from '#tests/support/redis-server.ts'
import { startTrame } from '#tests/support/start-trame.ts'

let browser: TestBrowser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser?.close())

/** Pages in one process, sockets in two others, behind one address. */
async function startHalves() {
  const [postgres, redis, proxy] = [
    await startPostgres(),
    await startRedis(),
    await startFrontProxy(),
  ]
  onTestFinished(() => postgres.remove())
  const start = async (flag: string) => {
    const env = { REDIS_URL: redis.url, PUBLIC_URL: proxy.url }
    const trame = await startTrame({ args: [flag], databaseUrl: postgres.url, demo: true, env })
    onTestFinished(() => trame.kill())
    return trame
  }
  const pages = await start('--web-only')
  const nodes = [await start('--sync-only'), await start('--sync-only')]
  proxy.pages.push(pages.port)
  proxy.sockets.push(...nodes.map(({ port }) => port))
  return { url: proxy.url, nodes, pages }
}

const reason = whyNoRedis()
const title =
  '[K5] [K10] pages and sockets of three processes: two write together, one node is killed, and a duty is told'

test.skipIf(reason !== null)(`${title}${reason === null ? '' : ` (${reason})`}`, async () => {
  const { url, nodes, pages } = await startHalves()
  expect((await fetch(`${pages.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${pages.url}/sync/nothing`)).status).toBe(404)
  const expectedErrors = [/WebSocket connection/, /ERR_CONNECTION/]
  const ann = await openEditor(browser, { url }, { who: 'coordination', expectedErrors })
  await untilState(ann, 'Enregistré')
  const bob = await openEditor(browser, { url }, { who: 'prof1', expectedErrors })
  await untilState(bob, 'Enregistré')
  await typeAtEnd(ann, parts.framework, ' Sur un nœud.')
  await untilText(textOf(bob, parts.framework), 'Sur un nœud.')
  await typeAtEnd(bob, parts.appendices, ' Sur l’autre.')
  await untilText(textOf(ann, parts.appendices), 'Sur l’autre.')

  await bob
    .getByRole('region', { name: parts.framework })
    .getByRole('button', { name: 'Déclarer la partie complète' })
    .click()
  await ann
    .getByRole('region', { name: parts.framework })
    .getByRole('status')
    .filter({ hasText: 'Déclarée complète' })
    .waitFor()

  await nodes[0]?.kill()
  await typeAtEnd(ann, parts.framework, ' Après la panne.')
  await untilText(textOf(bob, parts.framework), 'Après la panne.')
  await untilState(ann, 'Enregistré')
})
