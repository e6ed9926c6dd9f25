/**
 * `npm start`: installs and builds what is missing, then serves. `--web-only` and `--sync-only`
 * serve one half: pages, or sockets.
 *
 * Runs in a clone with nothing installed, on any Node from 20.9 on: built-in modules only, until
 * the packages are there.
 */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { acquireDataLock } from '../lib/platform/data-lock.mjs'
import { buildApp } from './build-app.mjs'
import { installPackages } from './install-packages.mjs'
import { nodeRuntime } from './node-runtime.mjs'
import { onlyOnePreparation } from './only-one-preparation.mjs'
import { repositoryRoot } from './repository-root.mjs'
import { interruption, runCommand } from './run-command.mjs'

const buildDir = process.env.TRAME_BUILD_DIR || '.next'
const halves = process.argv.slice(2)

async function start() {
  process.chdir(repositoryRoot)
  const embedded = !process.env.DATABASE_URL
  // Before anything slow: a second start on the same data must not even begin to build.
  const lock = embedded ? await acquireDataLock(resolve(process.env.DATA_DIR || '.data')) : null
  try {
    const node = await prepare()
    return await serve(node)
  } finally {
    await lock?.release()
  }
}

async function prepare() {
  return onlyOnePreparation(async () => {
    await installPackages()
    const node = nodeRuntime()
    if (halves.length > 0) await checkEnvironment(node)
    if (halves.includes('--sync-only')) return node
    await buildApp({ node, buildDir, before: () => checkEnvironment(node) })
    return node
  })
}

/** The server says the same, but only after the build. */
async function checkEnvironment(node) {
  const code = await runCommand(node.path, ['scripts/check-environment.ts', ...halves])
  if (code !== 0) throw new Stopped(code)
}

/** Runs the server to its end; it takes the lock on the data over from this process. */
function serve(node) {
  if (interruption()) throw new Stopped(130)
  const server = spawn(node.path, ['server/main.ts', ...halves], {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      // Compiled code of the server's files: a fifth of each later start.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || resolve('.cache', 'compiled'),
      TRAME_BUILD_DIR: buildDir,
      TRAME_LOCK_FROM: String(process.pid),
    },
  })
  // A terminal and npm both send Ctrl-C to this process, and the terminal to the server as well.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    let forwarded = false
    process.on(signal, () => {
      if (!forwarded) server.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM')
      forwarded = true
    })
  }
  return new Promise((done, failed) => {
    server.on('error', failed)
    server.on('exit', (code) => done(code ?? 1))
  })
}

/** Ends with this code; what there was to say has been said. */
class Stopped extends Error {
  constructor(code) {
    super('stopped')
    this.code = code
  }
}

start().then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    if (!(error instanceof Stopped)) console.error(`Trame cannot start: ${error.message}`)
    process.exitCode = error instanceof Stopped ? error.code : interruption() ? 130 : 1
  },
)
