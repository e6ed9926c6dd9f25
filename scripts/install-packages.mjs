import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { repositoryRoot } from './repository-root.mjs'
import { runCommand, showProgress, tailOf } from './run-command.mjs'

const modules = join(repositoryRoot, 'node_modules')
/** Inside node_modules, so that whoever removes the packages removes the claim too. */
const stamp = join(modules, '.cache', 'trame-install')

/**
 * Installs the packages of the lockfile, development ones included, unless that is done.
 *
 * @throws {Error} with the last lines of npm when it fails.
 */
export async function installPackages() {
  const lockfile = await readFile(join(repositoryRoot, 'package-lock.json'), 'utf8')
  const wanted = createHash('sha256')
    .update([process.platform, process.arch, lockfile].join('\n'))
    .digest('hex')
  const done = existsSync(stamp) ? await readFile(stamp, 'utf8') : null
  if (done === wanted) return
  if (done !== null || !(await isInstalled(lockfile))) await install()
  await mkdir(join(modules, '.cache'), { recursive: true })
  await writeFile(stamp, wanted)
}

async function install() {
  console.log('Installing the packages (about a minute the first time)…')
  await rm(stamp, { force: true })
  const logFile = join(repositoryRoot, '.cache', 'install.log')
  const finished = showProgress('installing')
  const [command, first] = npm()
  const code = await runCommand(
    command,
    [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--no-update-notifier'],
    { cwd: repositoryRoot, logFile, shell: first.length === 0 && process.platform === 'win32' },
  )
  const duration = finished()
  if (code === 130) throw new Error('interrupted while installing; run the command again')
  if (code !== 0) {
    throw new Error(`npm ci failed (exit code ${code}):\n${await tailOf(logFile)}`)
  }
  console.log(`Packages installed in ${duration}.`)
}

/** npm as it was called: the Node that runs this script may be inside what is being replaced. */
function npm() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env
  if (cli && basename(cli) === 'npm-cli.js') return [node ?? process.execPath, [cli]]
  return ['npm', []]
}

/**
 * Did somebody run npm in this folder already? npm writes what it has put in place into
 * node_modules/.package-lock.json, last.
 */
async function isInstalled(lockfile) {
  const hidden = join(modules, '.package-lock.json')
  if (!existsSync(hidden)) return false
  const placed = JSON.parse(await readFile(hidden, 'utf8')).packages ?? {}
  return Object.entries(JSON.parse(lockfile).packages ?? {}).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' ||
      placed[path]?.version === version ||
      (!placed[path] && Boolean(optional || devOptional)),
  )
}
