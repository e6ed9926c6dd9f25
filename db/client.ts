import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, PGliteDialect, PostgresDialect, Kysely as QueryBuilder } from 'kysely'
import { acquireDataLock } from '#lib/platform/data-lock.mjs'
import { isNextBuild, readEnv } from '#lib/platform/env.ts'
import { invariant } from '#lib/platform/errors.ts'
import { clearProcessSlot, processSlot } from '#lib/platform/process-slot.ts'
import { readCalendarDate, readInteger } from './column-parsers.ts'
import { createPostgresPool } from './postgres-pool.ts'
import type { Database } from './schema.ts'
import { withoutValues } from './without-values.ts'

/**
 * A connection pool, or a transaction. Inside `db.transaction()` use the transaction only: the
 * embedded database has one connection, and a query on `db` would wait for ever.
 */
export type Db = Kysely<Database>

export type OpenDatabase = {
  readonly db: Db
  readonly kind: 'embedded' | 'postgres'
  close(): Promise<void>
}

export type DatabaseLocation = {
  databaseUrl: string | undefined
  /** Where the embedded database lives when there is no `databaseUrl`. */
  dataDir: string
  lockFrom?: number | undefined
}

/**
 * Opens the database: PostgreSQL at `databaseUrl`, else the embedded one under the lock of
 * `dataDir`. It is not migrated here. JavaScript values are the same on both: bigint is a number
 * (values stay below 2^53), timestamptz a Date, date `YYYY-MM-DD`, bytea a Uint8Array; a jsonb
 * parameter is the value itself, never its JSON text.
 *
 * @throws {DataDirInUseError} another living process has the embedded database open.
 */
export async function openDatabase(location: DatabaseLocation): Promise<OpenDatabase> {
  if (location.databaseUrl !== undefined) return openPostgres(location.databaseUrl)
  return openEmbedded(location.dataDir, location.lockFrom)
}

/** The one open database of this process, opened by the first caller. */
export function processDatabase(): Promise<OpenDatabase> {
  invariant(!isNextBuild(), 'a build never opens the database: the page must be dynamic')
  return processSlot('database', async () => {
    try {
      return await openDatabase(readEnv())
    } catch (error) {
      clearProcessSlot('database')
      throw error
    }
  })
}

export async function database(): Promise<Db> {
  return (await processDatabase()).db
}

/** Closes the process's database and gives up its lock. The next caller opens it again. */
export async function closeProcessDatabase(): Promise<void> {
  const opened = await processSlot<Promise<OpenDatabase> | null>('database', () => null)
  clearProcessSlot('database')
  await opened?.close()
}

function openPostgres(databaseUrl: string): OpenDatabase {
  const pool = createPostgresPool(databaseUrl)
  const db = new QueryBuilder<Database>({ dialect: withoutValues(new PostgresDialect({ pool })) })
  return { db, kind: 'postgres', close: () => db.destroy() }
}

async function openEmbedded(dataDir: string, lockFrom?: number): Promise<OpenDatabase> {
  const lock = acquireDataLock(dataDir, { inheritFrom: lockFrom })
  try {
    const folder = join(dataDir, 'database')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const opened = await openPglite({ dataDir: folder })
    return {
      ...opened,
      close: async () => {
        await opened.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * The embedded database without a lock: in memory when `dataDir` is absent.
 *
 * PGlite is loaded here and not at the top: a process on PostgreSQL never pays for it.
 */
export async function openPglite(options: {
  dataDir?: string
  loadDataDir?: Blob
}): Promise<OpenDatabase & { dump(): Promise<Blob> }> {
  const { PGlite, types } = await import('@electric-sql/pglite')
  const pglite = await PGlite.create({
    ...options,
    parsers: { [types.DATE]: readCalendarDate, [types.INT8]: readInteger },
  })
  const db = new QueryBuilder<Database>({ dialect: withoutValues(new PGliteDialect({ pglite })) })
  return {
    db,
    kind: 'embedded',
    close: async () => {
      if (!pglite.closed) await pglite.close()
    },
    dump: () => pglite.dumpDataDir('none'),
  }
}
