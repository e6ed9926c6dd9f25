import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '#db/client.ts'
import { demoPassword } from '#lib/domain/demo-accounts.ts'
import { hashPassword } from '#lib/platform/password.ts'
import { buildApp } from '#scripts/build-app.mjs'
import { nodeRuntime } from '#scripts/node-runtime.mjs'
import { onlyOnePreparation } from '#scripts/only-one-preparation.mjs'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import { startTrame } from './start-trame.ts'

/**
 * Once before all browser tests: a build of the present sources, and a data folder with the demo
 * in it, which each server of a test copies.
 */
export async function setup(): Promise<() => Promise<void>> {
  process.env.TRAME_BUILD_DIR ??= '.next-test'
  const buildDir = process.env.TRAME_BUILD_DIR
  await onlyOnePreparation(() => buildApp({ node: nodeRuntime(), buildDir }))
  const seeded = join(repositoryRoot, '.data-test', `seed-${process.pid}`)
  await mkdir(seeded, { recursive: true })
  const trame = await startTrame({ dataDir: seeded })
  await trame.stop()
  await makeSignInCheap(seeded)
  process.env.TRAME_TEST_SEED = seeded
  return () => rm(seeded, { recursive: true, force: true })
}

/** A run signs in a hundred times: each hash says itself how much work it takes to verify. */
async function makeSignInCheap(dataDir: string): Promise<void> {
  const parameters = { cost: 1024, blockSize: 8, parallelization: 1 }
  const password_hash = await hashPassword(demoPassword, parameters)
  const { db, close } = await openDatabase({ databaseUrl: undefined, dataDir })
  await db
    .updateTable('account')
    .set({ password_hash })
    .where('password_hash', 'is not', null)
    .execute()
  await close()
}
