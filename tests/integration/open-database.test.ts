import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { closeProcessDatabase, database, openDatabase, processDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { findFirstSchool } from '#db/queries/school.ts'
import { insertSchool } from '#tests/support/project-rows.ts'

function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trame-database-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'data')
}

test('the embedded database keeps its rows, and its folder is private', async () => {
  const dataDir = newDataDir()
  const first = await openDatabase({ databaseUrl: undefined, dataDir })
  await migrateToLatest(first.db)
  const id = await insertSchool(first.db)
  await first.close()
  const second = await openDatabase({ databaseUrl: undefined, dataDir })
  expect(second.kind).toBe('embedded')
  expect((await findFirstSchool(second.db))?.id).toBe(id)
  await second.close()
  expect(statSync(join(dataDir, 'database')).mode & 0o077).toBe(0)
})

test('the embedded database is opened once, and again after it was closed', async () => {
  const location = { databaseUrl: undefined, dataDir: newDataDir() }
  const first = await openDatabase(location)
  await expect(openDatabase(location)).rejects.toMatchObject({ code: 'data_dir_in_use' })
  await first.close()
  await (await openDatabase(location)).close()
})

const place = inject('postgres')
test.skipIf('unavailable' in place)('a PostgreSQL needs no data directory', async () => {
  if ('unavailable' in place) return
  const dataDir = newDataDir()
  const opened = await openDatabase({ databaseUrl: place.url, dataDir })
  expect(opened.kind).toBe('postgres')
  expect(() => statSync(dataDir)).toThrow(/ENOENT/)
  await opened.close()
})

test('a process has one database, which the first caller opens', async () => {
  const dataDir = newDataDir()
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('DATA_DIR', dataDir)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(() => statSync(dataDir)).toThrow(/ENOENT/)
  const [one, two] = await Promise.all([database(), database()])
  expect(one).toBe(two)
  expect((await processDatabase()).kind).toBe('embedded')
  await closeProcessDatabase()
  const other = await openDatabase({ databaseUrl: undefined, dataDir })
  await expect(database()).rejects.toMatchObject({ code: 'data_dir_in_use' })
  await other.close()
  expect(await database()).not.toBe(one)
  await closeProcessDatabase()
})

test('a build never opens the database', async () => {
  vi.stubEnv('NEXT_PHASE', 'phase-production-build')
  onTestFinished(() => void vi.unstubAllEnvs())
  await expect(database()).rejects.toThrow(/a build never opens the database/)
})
