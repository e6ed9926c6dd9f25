// Node's built-ins alone: the start script takes this lock before anything is installed.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string} start Identity of the process beside its pid, which the system uses again.
 * @property {boolean} released
 */

/** Generations kept behind the newest, so that a directory scan never misses them all. */
const KEPT_GENERATIONS = 8

/** The data directory belongs to another living process. The message is one line for a person. */
export class DataDirInUseError extends Error {
  /**
   * @param {string} dataDir
   * @param {number} pid
   */
  constructor(dataDir, pid) {
    super(`DATA_DIR: ${dataDir} is in use by process ${pid}; stop it or choose another DATA_DIR`)
    this.name = 'DataDirInUseError'
    this.code = 'data_dir_in_use'
    this.pid = pid
  }
}

/**
 * Takes the exclusive lock of a data directory, or throws.
 *
 * The lock is the file with the highest number in `DATA_DIR/lock`. Taking it is a hard link to the
 * next number, which one process alone can make and which appears with its content. The newest
 * file is never removed, so a slow taker can only make a file that is not the newest, and loses.
 * A dead holder's lock (its pid gone, or given to another process since) is taken over. Processes
 * in different pid namespaces (containers that share a volume) do not see each other as alive.
 *
 * @param {string} dataDir Created when missing, readable by its owner alone.
 * @param {{ inheritFrom?: number | undefined }} [options] `inheritFrom`: the living parent of this
 *   process that holds the lock and hands it over.
 * @returns {{ release(): void }} `release` does nothing once the lock was handed over.
 * @throws {DataDirInUseError} a living process holds it.
 */
export function acquireDataLock(dataDir, options = {}) {
  const folder = join(dataDir, 'lock')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const own = { pid: process.pid, start: processStart(process.pid) ?? '', released: false }
  for (;;) {
    const newest = newestGeneration(folder)
    const holder = newest === 0 ? null : readHolder(folder, newest)
    if (holder && isHeld(holder) && !isHandedOver(holder, options.inheritFrom)) {
      throw new DataDirInUseError(dataDir, holder.pid)
    }
    const generation = newest + 1
    if (!publish(folder, generation, own)) continue
    if (newestGeneration(folder) > generation) {
      rmSync(join(folder, String(generation)), { force: true })
      continue
    }
    removeOld(folder, generation)
    return { release: () => release(folder, generation, own) }
  }
}

/**
 * Identity of a living process, null when there is none: a recycled pid gives another answer.
 *
 * @param {number} pid
 * @returns {string | null}
 */
export function processStart(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return null
  }
  return process.platform === 'linux' ? linuxStart(pid) : psStart(pid)
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function linuxStart(pid) {
  try {
    // The command is in parentheses and may hold spaces and parentheses of its own.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const state = fields[0]
    // A zombie waits for its parent and has no file open.
    if (state === 'Z' || state === 'X') return null
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}:${fields[19]}`
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return null
    throw error
  }
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function psStart(pid) {
  try {
    // A fixed locale and zone: every process must read the same words for the same start.
    const env = { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' }
    const options = { encoding: /** @type {const} */ ('utf8'), env }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || null
  } catch (error) {
    // Without `ps` (Windows) the pid alone is the identity; with it, an error means no process.
    return codeOf(error) === 'ENOENT' ? 'unknown' : null
  }
}

/** @param {Holder} holder */
function isHeld(holder) {
  return !holder.released && processStart(holder.pid) === holder.start
}

/**
 * @param {Holder} holder
 * @param {number | undefined} inheritFrom
 */
function isHandedOver(holder, inheritFrom) {
  return holder.pid === inheritFrom && process.ppid === inheritFrom
}

/** @param {string} folder */
function newestGeneration(folder) {
  const generations = readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  return Math.max(0, ...generations)
}

/**
 * @param {string} folder
 * @param {number} generation
 * @returns {Holder | null}
 */
function readHolder(folder, generation) {
  try {
    const value = JSON.parse(readFileSync(join(folder, String(generation)), 'utf8'))
    return { pid: Number(value.pid), start: String(value.start), released: value.released === true }
  } catch (error) {
    // Removed behind a newer one since the scan, or cut by a power failure: held by nobody.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * Makes the file of a generation with its content, in one step. False when it exists already.
 *
 * @param {string} folder
 * @param {number} generation
 * @param {Holder} holder
 */
function publish(folder, generation, holder) {
  const draft = writeDraft(folder, holder)
  try {
    linkSync(draft, join(folder, String(generation)))
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * @param {string} folder
 * @param {Holder} holder
 */
function writeDraft(folder, holder) {
  const draft = join(folder, `draft-${randomUUID()}`)
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 })
  return draft
}

/**
 * @param {string} folder
 * @param {number} generation
 * @param {Holder} own
 */
function release(folder, generation, own) {
  if (newestGeneration(folder) !== generation) return
  renameSync(writeDraft(folder, { ...own, released: true }), join(folder, String(generation)))
}

/**
 * @param {string} folder
 * @param {number} generation
 */
function removeOld(folder, generation) {
  for (const name of readdirSync(folder)) {
    if (/^\d+$/.test(name) && Number(name) < generation - KEPT_GENERATIONS) {
      rmSync(join(folder, name), { force: true })
    }
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
