import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { freePort } from './start-trame.ts'

const startMs = 15_000

export type RedisServer = {
  readonly url: string
  /** SIGKILL. */
  kill(): Promise<void>
  /** On the same port again, without anything of before. */
  start(): Promise<void>
  /** It takes and answers nothing, and its connections stay. */
  pause(): void
  resume(): void
}

/** Why tests on Redis cannot run here; null when they can. */
export function whyNoRedis(): string | null {
  const found = ['redis-server', 'valkey-server'].find(canRun)
  return found === undefined ? 'no redis-server or valkey-server here' : null
}

/** A Redis of its own on a free port of 127.0.0.1, until the test that asked for it ends. */
export async function startRedis(): Promise<RedisServer> {
  const program = ['redis-server', 'valkey-server'].find(canRun)
  if (program === undefined) throw new Error('there is no Redis to start')
  const port = await freePort()
  let server: ChildProcess | null = null
  const start = async () => {
    const flags = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
    ]
    server = spawn(program, flags, { cwd: tmpdir(), stdio: 'ignore' })
    await untilAnswering(port)
  }
  const kill = async () => {
    if (server === null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    server = null
    await ended
  }
  const endWithThisProcess = () => server?.kill('SIGKILL')
  process.once('exit', endWithThisProcess)
  onTestFinished(async () => {
    process.off('exit', endWithThisProcess)
    await kill()
  })
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    ...{ kill, start },
    pause: () => server?.kill('SIGSTOP'),
    resume: () => server?.kill('SIGCONT'),
  }
}

function canRun(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

async function untilAnswering(port: number): Promise<void> {
  const giveUpAt = Date.now() + startMs
  while (!(await isListening(port))) {
    if (Date.now() > giveUpAt) throw new Error('Redis did not start')
    await pause(20)
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
