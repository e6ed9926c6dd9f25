import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, inject, onTestFinished } from 'vitest'
import { type OpenDatabase, openDatabase, openPglite } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { asAdministrator, databaseAt } from './postgres-set-up.ts'

export type TestDb = OpenDatabase & {
  /** Another pool on the same database, as another process has; the embedded one has only this. */
  openAgain(): Promise<OpenDatabase>
  /** Absent for the embedded database. */
  url?: string
}

/** A fresh migrated database, embedded and in memory. Close it. */
export async function testDb(): Promise<TestDb> {
  const opened = await openPglite({ loadDataDir: await migratedTemplate() })
  return { ...opened, openAgain: async () => ({ ...opened, close: async () => undefined }) }
}

/** A fresh migrated database of the run's PostgreSQL. Close it. */
export async function testPostgresDb(): Promise<TestDb> {
  const place = inject('postgres')
  if ('unavailable' in place) throw new Error(place.unavailable)
  const name = `${place.template}_${crypto.randomUUID().slice(0, 8)}`
  await asAdministrator(place.url, (client) =>
    client.query(`create database ${name} template ${place.template}`),
  )
  const url = databaseAt(place.url, name)
  const openAgain = () => openDatabase({ databaseUrl: url, dataDir: '' })
  return { ...(await openAgain()), openAgain, url }
}

/** The database that a first start leaves in a data folder, migrated and empty. Close it. */
export async function testDataDirDb(dataDir: string): Promise<OpenDatabase> {
  const loadDataDir = await migratedTemplate()
  return openPglite({ dataDir: join(dataDir, 'database'), loadDataDir })
}

export type TestDatabases = {
  /** A fresh one, closed when the test that asked for it ends. */
  openDb(): Promise<TestDb>
  /** One for the whole suite, for tests that look at their own rows alone. */
  sharedDb(): Promise<TestDb>
}

/**
 * Declares a suite once per database. Without a PostgreSQL its half is skipped, and its title says
 * why.
 */
export function forEachDatabase(
  suite: (name: 'PGlite' | 'PostgreSQL', databases: TestDatabases) => void,
): void {
  describe('on PGlite', () => suite('PGlite', databasesOf(testDb)))
  const reason = whyNoPostgres()
  describe.skipIf(reason !== null)(`on PostgreSQL${reason === null ? '' : ` (${reason})`}`, () =>
    suite('PostgreSQL', databasesOf(testPostgresDb)),
  )
}

/** Why tests on PostgreSQL cannot run here; null when they can. */
export function whyNoPostgres(): string | null {
  const place = inject('postgres')
  return 'unavailable' in place ? place.unavailable : null
}

/** Called while a suite is declared. */
function databasesOf(open: () => Promise<TestDb>): TestDatabases {
  let shared: Promise<TestDb> | undefined
  afterAll(async () => (await shared)?.close())
  return {
    async openDb() {
      const database = await open()
      onTestFinished(() => database.close())
      return database
    },
    sharedDb() {
      shared ??= open()
      return shared
    },
  }
}

let template: Promise<Blob> | undefined

/** A migrated data folder, kept on disk: initialising one takes seconds, loading it a fraction. */
function migratedTemplate(): Promise<Blob> {
  template ??= loadTemplate()
  return template
}

async function loadTemplate(): Promise<Blob> {
  const folder = new URL('../../.cache/', import.meta.url)
  const file = new URL(`test-database-${templateHash()}.tar`, folder)
  if (existsSync(file)) return new Blob([readFileSync(file)])
  const opened = await openPglite({})
  await migrateToLatest(opened.db)
  const dump = await opened.dump()
  await opened.close()
  mkdirSync(folder, { recursive: true })
  const draft = new URL(`test-database-${process.pid}-${crypto.randomUUID()}.part`, folder)
  writeFileSync(draft, new Uint8Array(await dump.arrayBuffer()))
  for (const name of readdirSync(folder)) {
    if (/^test-database-[0-9a-f]{16}\.tar$/.test(name)) rmSync(new URL(name, folder))
  }
  renameSync(draft, file)
  return dump
}

function templateHash(): string {
  const hash = createHash('sha256')
  const { dependencies } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  )
  hash.update(dependencies['@electric-sql/pglite'])
  const migrations = new URL('../../db/migrations/', import.meta.url)
  for (const name of readdirSync(migrations).sort()) {
    hash.update(name).update(readFileSync(new URL(name, migrations)))
  }
  return hash.digest('hex').slice(0, 16)
}
