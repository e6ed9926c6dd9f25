import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './repository-root.mjs'

/** The first Node that runs TypeScript files without a flag. */
const oldest = [22, 18]

/**
 * The Node that runs the product: the pinned one in node_modules, else the host's when it is
 * recent enough (the pinned one has no binary for every platform).
 *
 * @returns {{ path: string, version: string }}
 * @throws {Error} one line, when there is neither.
 */
export function nodeRuntime() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const pinned = [
    join(repositoryRoot, 'node_modules', 'node', 'bin', name),
    join(repositoryRoot, 'node_modules', '.bin', name),
  ]
  for (const path of [...pinned.filter((file) => existsSync(file)), process.execPath]) {
    const version = versionOf(path)
    if (version && isRecent(version)) return { path, version }
  }
  throw new Error(
    `the pinned Node did not install and the host's (${process.version}) is older than ${oldest.join('.')}`,
  )
}

function versionOf(path) {
  if (path === process.execPath) return process.version
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() : null
}

function isRecent(version) {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}
