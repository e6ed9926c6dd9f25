import { readdir, readFile } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { expect, inject, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { MigrationError, migrateToLatest } from '#db/migrate.ts'
import { schemaSource } from '#db/schema-source.ts'
import { asAdministrator, databaseAt } from '#tests/support/postgres-set-up.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const applied: Migration = { up: async () => undefined, down: async () => undefined }

const folder = new URL('../../db/migrations/', import.meta.url)
const files = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()

function provider(migrations: Record<string, Migration>) {
  return { getMigrations: async () => migrations }
}

/** The real migrations of the template, under their names. */
async function appliedNames(db: Kysely<never>): Promise<string[]> {
  const result = await sql<{
    name: string
  }>`select name from kysely_migration order by name`.execute(db)
  return result.rows.map((row) => row.name)
}

forEachDatabase((_, { openDb, sharedDb }) => {
  test('db/schema.ts is what the migrated database gives', async () => {
    const { db } = await sharedDb()
    const written = await readFile(new URL('../../db/schema.ts', import.meta.url), 'utf8')
    expect(await schemaSource(db)).toBe(written)
  })

  test('a migrated database has nothing to migrate', async () => {
    const { db } = await sharedDb()
    expect(await migrateToLatest(db)).toEqual([])
  })

  test('a migration older than the last applied one is refused, and nothing is applied', async () => {
    const { db } = await sharedDb()
    const names = await appliedNames(db as never)
    const known = Object.fromEntries(names.map((name) => [name, applied]))
    const older = { '20200101000000-create-late-comer': applied, ...known }
    await expect(migrateToLatest(db, provider(older))).rejects.toThrow(MigrationError)
    expect(await appliedNames(db as never)).toEqual(names)
  })

  test('a failing migration takes back those before it and is named', async () => {
    const { db } = await sharedDb()
    const names = await appliedNames(db as never)
    const migrations: Record<string, Migration> = {
      ...Object.fromEntries(names.map((name) => [name, applied])),
      '29990101000000-create-page': {
        up: async (kysely) => void (await sql`create table page (id int)`.execute(kysely)),
      },
      '29990102000000-break-things': {
        up: async (kysely) => void (await sql`create table page (id int)`.execute(kysely)),
      },
    }
    await expect(migrateToLatest(db, provider(migrations))).rejects.toThrow(/break-things/)
    expect(await appliedNames(db as never)).toEqual(names)
    const result = await sql`select to_regclass('page') as page`.execute(db)
    expect(result.rows).toEqual([{ page: null }])
  })

  test('every migration can be taken back and made again', async () => {
    const { db } = await openDb()
    const migrations: Migration[] = await Promise.all(
      files.map((name) => import(/* @vite-ignore */ new URL(name, folder).href)),
    )
    for (const migration of migrations.toReversed()) await migration.down?.(db as never)
    const tables = await sql<{ name: string }>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not like 'kysely%'`.execute(db)
    expect(tables.rows).toEqual([])
    for (const migration of migrations) await migration.up(db as never)
    expect(await schemaSource(db)).toContain('document_update')
  })
})

const place = inject('postgres')
test.skipIf('unavailable' in place)('two processes that start at once migrate once', async () => {
  if ('unavailable' in place) return
  const name = `${place.template}_empty`
  await asAdministrator(place.url, (client) => client.query(`create database ${name}`))
  const url = databaseAt(place.url, name)
  const open = () => openDatabase({ databaseUrl: url, dataDir: '' })
  const opened = await Promise.all([open(), open(), open()])
  const results = await Promise.all(opened.map(({ db }) => migrateToLatest(db)))
  expect(results.map((names) => names.length).sort()).toEqual([0, 0, files.length])
  await Promise.all(opened.map((database) => database.close()))
})
