import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from './repository-root.mjs'
import { runCommand, showProgress, tailOf } from './run-command.mjs'

/** All that a build reads. */
const sources = [
  'app',
  'lib',
  'db',
  'server',
  'public',
  'proxy.ts',
  'next.config.ts',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.build.json',
  'package.json',
  'package-lock.json',
]

/**
 * Builds the web application into `buildDir`, unless what is there was built from the same files
 * by the same Node.
 *
 * @param {{ node: { path: string, version: string }, buildDir: string, before?: () => Promise<void>, say?: (line: string) => void }} options
 *   `before` runs only when there is something to build; `say` takes each line of progress.
 * @throws {Error} with the last lines of the build when it fails.
 */
export async function buildApp({ node, buildDir, before, say = console.log }) {
  const stamp = join(repositoryRoot, buildDir, 'trame-build')
  const wanted = fingerprint(node.version)
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return
  await before?.()
  say('Building the application (about a minute the first time)…')
  await rm(stamp, { force: true })
  const logFile = join(repositoryRoot, '.cache', `build${buildDir.replaceAll('.', '-')}.log`)
  const finished = showProgress('building', say)
  const code = await runCommand(node.path, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: repositoryRoot,
    logFile,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      TRAME_BUILD_DIR: buildDir,
    },
  })
  const duration = finished()
  if (code === 130) throw new Error('interrupted while building; run the command again')
  if (code !== 0) throw new Error(`the build failed:\n${await tailOf(logFile, 60)}`)
  await mkdir(join(repositoryRoot, buildDir), { recursive: true })
  // Last: a build that was cut short must never be taken for a finished one.
  await writeFile(stamp, wanted)
  say(`Application built in ${duration}.`)
}

function fingerprint(nodeVersion) {
  const hash = createHash('sha256').update(nodeVersion)
  for (const file of sources.flatMap(filesOf)) {
    hash.update(`\0${file}\0`).update(readFileSync(join(repositoryRoot, file)))
  }
  return hash.digest('hex')
}

/** Paths below `path`, in a stable order; none when it does not exist. */
function filesOf(path) {
  const absolute = join(repositoryRoot, path)
  if (!existsSync(absolute)) return []
  if (!statSync(absolute).isDirectory()) return [path]
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`))
}
