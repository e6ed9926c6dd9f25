import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
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
  process.env.TRAME_TEST_SEED = seeded
  return () => rm(seeded, { recursive: true, force: true })
}
