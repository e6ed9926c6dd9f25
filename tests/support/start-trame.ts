import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { nodeRuntime } from '#scripts/node-runtime.mjs'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import { asAdministrator, databaseAt } from './postgres-set-up.ts'

const startMs = 60_000

/** As the worker of this test was told in `vitest.config.ts`: benchmarks are told nothing. */
const engine = process.execArgv.filter((flag) => flag === '--liftoff-only')

export type TrameOptions = {
  /** A demo school, project and accounts (the default without a `databaseUrl`), or nothing. */
  demo?: boolean
  /** A folder that an earlier server of the test left; by default a new one. */
  dataDir?: string
  /** A PostgreSQL to use instead of the embedded database. */
  databaseUrl?: string
  /** The demo in a data folder; by default it is in PostgreSQL where there is one, which starts faster. */
  embedded?: boolean
  /** The port of an earlier server of the test, so that its pages can come back to it. */
  port?: number
  env?: Record<string, string>
  /** `--no-pages`: no pages, and so no build. */
  args?: readonly string[]
}

export type Trame = {
  url: string
  port: number
  dataDir: string
  pid: number
  /** All that the server has printed so far. */
  output(): string
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL: nothing is flushed. */
  kill(): Promise<void>
}

/**
 * Starts the real server, in production mode, on the build of `TRAME_BUILD_DIR`, and waits until
 * it is ready.
 *
 * @throws {Error} with the server's output, when it ends or stays silent.
 */
export async function startTrame(given: TrameOptions = {}): Promise<Trame> {
  const options = { ...given, ...(await demoDatabase(given)) }
  const port = options.port ?? (await freePort())
  const dataDir = options.dataDir ?? (await newDataDir(options))
  const url = `http://localhost:${port}`
  const server = spawn(nodeRuntime().path, [...engine, 'server/main.ts', ...(options.args ?? [])], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment(options), PORT: String(port), DATA_DIR: dataDir },
  })
  const chunks: string[] = []
  server.stdout?.on('data', (chunk) => chunks.push(String(chunk)))
  server.stderr?.on('data', (chunk) => chunks.push(String(chunk)))
  const output = () => chunks.join('')
  endWithThisProcess(server)
  await untilReady(url, server, output)
  return {
    url,
    port,
    dataDir,
    pid: server.pid ?? 0,
    output,
    stop: () => end(server, 'SIGTERM'),
    kill: async () => {
      await end(server, 'SIGKILL')
    },
  }
}

function environment(options: TrameOptions): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...{ NODE_ENV: 'production', LOG_LEVEL: 'warn' },
  }
  delete env.PUBLIC_URL
  delete env.DATABASE_URL
  if (options.databaseUrl) {
    env.DATABASE_URL = options.databaseUrl
    env.AUTH_SECRET = 'a secret that only the tests know, long enough'
  }
  env.TRAME_DEMO = (options.demo ?? options.databaseUrl === undefined) ? '1' : '0'
  return { ...env, ...options.env }
}

/** A copy of the run's demo, for a test that does not say where its own is. */
async function demoDatabase(options: TrameOptions): Promise<TrameOptions> {
  const { demo = true, embedded = false, dataDir, databaseUrl } = options
  const template = process.env.TRAME_TEST_DATABASE
  const isElsewhere = embedded || dataDir !== undefined || databaseUrl !== undefined
  if (!demo || isElsewhere || template === undefined) return {}
  const name = `demo_${crypto.randomUUID().slice(0, 8)}`
  await asAdministrator(databaseAt(template, 'postgres'), (client) =>
    client.query(`create database ${name} template demo`),
  )
  return { databaseUrl: databaseAt(template, name), demo: true }
}

/** A new folder; for a demo a copy of a seeded one, which spares each server its first start. */
export async function newDataDir({ demo = true, databaseUrl }: TrameOptions): Promise<string> {
  const dataDir = join(repositoryRoot, '.data-test', crypto.randomUUID())
  await mkdir(dataDir, { recursive: true })
  const seeded = process.env.TRAME_TEST_SEED
  if (demo && databaseUrl === undefined && seeded) await cp(seeded, dataDir, { recursive: true })
  return dataDir
}

async function untilReady(url: string, server: ChildProcess, output: () => string) {
  const giveUpAt = Date.now() + startMs
  while (Date.now() < giveUpAt && server.exitCode === null && server.signalCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await pause(50)
  }
  if (server.exitCode === null) server.kill('SIGKILL')
  throw new Error(`the server did not become ready at ${url}:\n${output()}`)
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode
  const ended = once(server, 'exit')
  server.kill(signal)
  await ended
  return server.exitCode
}

function endWithThisProcess(server: ChildProcess): void {
  const end = () => server.kill('SIGKILL')
  process.once('exit', end)
  server.once('exit', () => process.off('exit', end))
}

/** A port that nothing listened on a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Removes the data of a test's server; call it when no other server of the test will use it. */
export async function removeData(trame: Pick<Trame, 'dataDir'>): Promise<void> {
  await rm(trame.dataDir, { recursive: true, force: true })
}
