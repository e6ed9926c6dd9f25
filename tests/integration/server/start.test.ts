import { spawnSync } from 'node:child_process'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import type * as Y from 'yjs'
import { openDatabase } from '#db/client.ts'
import { header } from '#lib/document/schema.ts'
import { nodeRuntime } from '#scripts/node-runtime.mjs'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import {
  removeData,
  startTrame,
  type Trame,
  type TrameOptions,
} from '#tests/support/start-trame.ts'
import { cookieOf, openSocket, seedDemoProject, testSecret } from '#tests/support/sync-house.ts'

const started: Trame[] = []
afterAll(() => Promise.all(started.map(removeData)))

async function start(options: TrameOptions = {}): Promise<Trame> {
  const env = { AUTH_SECRET: testSecret, ...options.env }
  const trame = await startTrame({ args: ['--no-pages'], ...options, env })
  started.push(trame)
  onTestFinished(() => trame.kill())
  return trame
}

/** Runs the server with this environment until it ends by itself. */
function runToItsEnd(env: Partial<NodeJS.ProcessEnv>): { code: number | null; lines: string[] } {
  const run = spawnSync(nodeRuntime().path, ['server/main.ts', '--no-pages'], {
    cwd: repositoryRoot,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { code: run.status, lines: run.stderr.trim().split('\n') }
}

test('a first start makes the demo, says where it is and who may sign in, and ends with 0', async () => {
  const trame = await start()
  expect(trame.output()).toContain(trame.url)
  expect(trame.output()).toContain('coordination@demo.trame.test')
  expect((await fetch(`${trame.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${trame.url}/readyz`)).status).toBe(200)
  expect(await trame.stop()).toBe(0)
})

test('an empty database of real use prints a code for the set-up page, and no account', async () => {
  const trame = await start({ demo: false })
  expect(trame.output()).toMatch(/\/installation/)
  expect(trame.output()).not.toContain('trame-demo')
  expect(await trame.stop()).toBe(0)
})

test('[R13] ending the server stores what people are writing', { timeout: 300_000 }, async () => {
  const first = await start({ demo: false })
  await first.stop()
  const opened = await openDatabase({ databaseUrl: undefined, dataDir: first.dataDir })
  const projectId = await seedDemoProject(opened.db)
  const { cookie } = await cookieOf(opened.db, 'prof1')
  await opened.close()
  const { dataDir } = first
  const trame = await start({ demo: false, dataDir })
  const { peer } = openSocket({ port: trame.port, projectId }, { cookie })
  await peer.synced()
  const { peer: other } = openSocket({ port: trame.port, projectId }, { cookie })
  await other.synced()
  const summaryOf = (doc: Y.Doc) => header(doc).get('summary') as Y.Text
  summaryOf(peer.doc).insert(0, 'last words ')
  await other.until(() => summaryOf(other.doc).toString().startsWith('last words '))
  expect(await trame.stop()).toBe(0)
  expect(peer.closed?.code).toBe(1012)
  expect(peer.acknowledged).toBe(peer.marked)
  const again = await start({ demo: false, dataDir })
  const { peer: late } = openSocket({ port: again.port, projectId }, { cookie })
  await late.synced()
  expect(summaryOf(late.doc).toString()).toMatch(/^last words /)
})

test('a second server on the same data is refused in one line', async () => {
  const trame = await start()
  const { code, lines } = runToItsEnd({ DATA_DIR: trame.dataDir, PORT: '0' })
  expect(code).toBe(1)
  expect(lines.join('\n')).toMatch(/^Trame cannot start: DATA_DIR: .* is in use by process \d+;.*$/)
  expect((await fetch(`${trame.url}/readyz`)).status).toBe(200)
})

test.each([
  ['PORT', { PORT: 'many' }],
  ['HOST', { HOST: '0.0.0.0', TRAME_DEMO: '1' }],
  ['AUTH_SECRET', { DATABASE_URL: 'postgres://localhost:1/none', AUTH_SECRET: '' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'nowhere' }],
])('a wrong %s is refused in one line that names it', (name, env) => {
  const { code, lines } = runToItsEnd(env)
  expect(code).toBe(1)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(new RegExp(`^Trame cannot start: ${name}: `))
})
