import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DatabaseLocation, openDatabase } from '#db/client.ts'
import { demoPassword } from '#lib/domain/demo-accounts.ts'
import { hashPassword } from '#lib/platform/password.ts'
import { buildApp } from '#scripts/build-app.mjs'
import { nodeRuntime } from '#scripts/node-runtime.mjs'
import { onlyOnePreparation } from '#scripts/only-one-preparation.mjs'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { asAdministrator, databaseAt } from './postgres-set-up.ts'
import { removeData, startTrame, type Trame, type TrameOptions } from './start-trame.ts'

/**
 * Once before all browser tests: a build of the present sources, and the demo in a database of
 * PostgreSQL and in a data folder, of which each server of a test gets a copy.
 */
export async function setup(): Promise<() => Promise<void>> {
  process.env.TRAME_BUILD_DIR ??= '.next-test'
  const buildDir = process.env.TRAME_BUILD_DIR
  await onlyOnePreparation(() => buildApp({ node: nodeRuntime(), buildDir }))
  const seeded = join(repositoryRoot, '.data-test', `seed-${process.pid}`)
  await mkdir(seeded, { recursive: true })
  const [postgres] = await Promise.all([seededPostgres(), seed({ dataDir: seeded })])
  process.env.TRAME_TEST_SEED = seeded
  return async () => {
    await rm(seeded, { recursive: true, force: true })
    await postgres?.remove()
  }
}

/** Null where no PostgreSQL can run: all servers have the embedded database then. */
async function seededPostgres(): Promise<PostgresServer | null> {
  const postgres = await startPostgres().catch(() => null)
  if (postgres === null) return null
  const template = databaseAt(postgres.url, 'demo')
  await asAdministrator(postgres.url, (client) => client.query('create database demo'))
  await removeData(await seed({ databaseUrl: template, demo: true }))
  process.env.TRAME_TEST_DATABASE = template
  return postgres
}

async function seed(place: TrameOptions): Promise<Trame> {
  const trame = await startTrame(place)
  await trame.stop()
  await makeSignInCheap({ databaseUrl: place.databaseUrl, dataDir: trame.dataDir })
  return trame
}

/** A run signs in a hundred times: each hash says itself how much work it takes to verify. */
async function makeSignInCheap(place: DatabaseLocation): Promise<void> {
  const parameters = { cost: 1024, blockSize: 8, parallelization: 1 }
  const password_hash = await hashPassword(demoPassword, parameters)
  const { db, close } = await openDatabase(place)
  await db
    .updateTable('account')
    .set({ password_hash })
    .where('password_hash', 'is not', null)
    .execute()
  await close()
}
