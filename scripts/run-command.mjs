import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** Children to end when this process is told to end: none may outlive an interrupted command. */
const running = new Set()
let interruptedBy = null

function interrupt(signal) {
  interruptedBy = signal
  for (const child of running) child.kill(signal)
}

/** Signals keep their default effect while nothing runs. */
function track(child) {
  if (running.size === 0) for (const signal of signals) process.on(signal, interrupt)
  running.add(child)
}

function untrack(child) {
  if (!running.delete(child) || running.size > 0) return
  for (const signal of signals) process.off(signal, interrupt)
}

/** The signal that this process received, or null. */
export function interruption() {
  return interruptedBy
}

/**
 * Runs one command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, logFile?: string, timeoutMs?: number, shell?: boolean }} [options]
 *   `logFile` takes the output instead of the terminal.
 * @returns {Promise<number>} its exit code; 128 or more when a signal ended it, 127 when it could not start.
 */
export async function runCommand(command, args, options = {}) {
  if (interruptedBy) return 130
  const { logFile, timeoutMs, ...spawnOptions } = options
  if (logFile) await mkdir(dirname(logFile), { recursive: true })
  const child = spawn(command, args, {
    ...spawnOptions,
    stdio: logFile ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    timeout: timeoutMs,
  })
  track(child)
  if (logFile) {
    const log = createWriteStream(logFile)
    child.stdout?.pipe(log, { end: false })
    child.stderr?.pipe(log, { end: false })
    child.on('close', () => log.end())
  }
  return new Promise((done) => {
    const finish = (code) => {
      untrack(child)
      done(code)
    }
    child.on('error', () => finish(127))
    child.on('close', (code, signal) => finish(interruptedBy ? 130 : (code ?? (signal ? 143 : 1))))
  })
}

/** The last lines of a log, for a message about what failed. */
export async function tailOf(file, lines = 40) {
  const text = await readFile(file, 'utf8')
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}

/** Says every few seconds that a silent step goes on; call the result when it is over. */
export function showProgress(what, say = console.log) {
  const startedAt = Date.now()
  const timer = setInterval(() => {
    say(`  ${what}: ${Math.round((Date.now() - startedAt) / 1000)} s…`)
  }, 20_000)
  return () => {
    clearInterval(timer)
    return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  }
}
