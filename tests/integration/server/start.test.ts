import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { nodeRuntime } from '#scripts/node-runtime.mjs'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import { ServerPlace } from '#tests/support/faults/server-place.ts'
import { WordWriter } from '#tests/support/faults/word-writer.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { testSecret } from '#tests/support/sync-house.ts'
import { whyNoPostgres } from '#tests/support/test-db.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const env = { AUTH_SECRET: testSecret }
const args = ['--no-pages']

describe('the first start with the embedded database', () => {
  let trame: Trame
  beforeAll(async () => {
    trame = await startTrame({ args, env })
  })
  afterAll(async () => {
    await trame.kill()
    await removeData(trame)
  })

  test('makes the demo, and says where it is and who may sign in', async () => {
    expect(trame.output()).toContain(trame.url)
    expect(trame.output()).toContain('coordination@demo.trame.test')
    expect((await fetch(`${trame.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${trame.url}/readyz`)).status).toBe(200)
  })

  test('refuses a second server on the same data in one line', async () => {
    const { code, lines } = await runToItsEnd({ DATA_DIR: trame.dataDir, PORT: '0' })
    expect(code).toBe(1)
    expect(lines.join('\n')).toMatch(
      /^Trame cannot start: DATA_DIR: .* is in use by process \d+;.*$/,
    )
    expect((await fetch(`${trame.url}/readyz`)).status).toBe(200)
  })

  test('ends with 0 when it is told to', async () => {
    expect(await trame.stop()).toBe(0)
  })
})

test('an empty database of real use prints a code for the set-up page, and no account', async () => {
  const trame = await startTrame({ args, env, demo: false })
  onTestFinished(() => trame.kill())
  onTestFinished(() => removeData(trame))
  await vi.waitUntil(() => trame.output().includes('/installation'), { timeout: 15_000 })
  expect(trame.output()).not.toContain('trame-demo')
  expect(await trame.stop()).toBe(0)
})

const reason = whyNoPostgres()
describe.skipIf(reason !== null)(`on PostgreSQL${reason === null ? '' : ` (${reason})`}`, () => {
  test('[R13] ending the server stores what people are writing', async () => {
    const place = await ServerPlace.onPostgres()
    const trame = await place.start()
    const [writer, other] = [new WordWriter('w', 'framework'), new TestPeer()]
    await place.enter(trame, writer.peer, 0)
    await place.enter(trame, other, 1)
    for (let word = 0; word < 20; word++) writer.write()
    await other.until(() => writer.notOnceIn(other.doc).length === 0)
    expect(await trame.stop()).toBe(0)
    expect(writer.peer.closed?.code).toBe(1012)
    expect(writer.peer.acknowledged).toBe(writer.peer.marked)
    expect(writer.notOnceIn(await place.stored())).toEqual([])
  })
})

test.concurrent.each([
  ['PORT', { PORT: 'many' }],
  ['HOST', { HOST: '0.0.0.0', TRAME_DEMO: '1' }],
  ['AUTH_SECRET', { DATABASE_URL: 'postgres://localhost:1/none', AUTH_SECRET: '' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'nowhere' }],
  ['REDIS_URL', { REDIS_URL: 'http://localhost:6379' }],
])('a wrong %s is refused in one line that names it', async (name, env) => {
  const { code, lines } = await runToItsEnd(env)
  expect(code).toBe(1)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(new RegExp(`^Trame cannot start: ${name}: `))
})

test.concurrent.each(['--web-only', '--sync-only'])(
  '%s without PostgreSQL is refused in one line that names DATABASE_URL',
  async (flag) => {
    const { code, lines } = await runToItsEnd({ DATABASE_URL: '' }, flag)
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringMatching(/^Trame cannot start: DATABASE_URL: /)])
  },
)

/** Runs the server with this environment until it ends by itself. */
function runToItsEnd(
  env: Partial<NodeJS.ProcessEnv>,
  flag = '--no-pages',
): Promise<{ code: number | null; lines: string[] }> {
  return new Promise((resolve) => {
    const options = { cwd: repositoryRoot, env: { ...process.env, ...env }, timeout: 60_000 }
    const program = nodeRuntime().path
    const run = execFile(program, ['server/main.ts', flag], options, (_, _out, errors) => {
      resolve({ code: run.exitCode, lines: errors.trim().split('\n') })
    })
  })
}
