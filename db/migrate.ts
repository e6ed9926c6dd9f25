import { readdir } from 'node:fs/promises'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import type { Db } from './client.ts'

const folder = new URL('./migrations/', import.meta.url)

/** The database is not at a state that this program can start from; the message names the file. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

/**
 * Brings the database to the newest migration and answers the names of those applied.
 *
 * All run in one transaction under an advisory lock: two processes that start at once are right.
 *
 * @throws {MigrationError} one failed (nothing was applied), or a migration is older than the last
 *   applied one, or an applied one has no file.
 */
export async function migrateToLatest(
  db: Db,
  provider: MigrationProvider = migrationFiles,
): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider })
  const { error, results = [] } = await migrator.migrateToLatest()
  const failed = results.find((result) => result.status === 'Error')
  if (error !== undefined || failed) {
    const reason = error instanceof Error ? error.message : String(error)
    const where = failed ? `${failed.migrationName}: ` : ''
    throw new MigrationError(`Migration failed: ${where}${reason}`, { cause: error })
  }
  return results.map((result) => result.migrationName)
}

/** The files of `db/migrations`, which Node imports as they are. */
const migrationFiles: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()
    const entries = names.map(async (name): Promise<[string, Migration]> => {
      const url = new URL(name, folder)
      return [name.replace(/\.ts$/, ''), await import(/* @vite-ignore */ url.href)]
    })
    return Object.fromEntries(await Promise.all(entries))
  },
}
