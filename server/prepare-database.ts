import type { Db } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { findFirstSchool } from '#db/queries/school.ts'
import { replaceSetupCode } from '#db/queries/setup-code.ts'
import type { Clock } from '#lib/platform/clock.ts'
import type { Env } from '#lib/platform/env.ts'
import {
  generateSetupCode,
  printSetupCode,
  setupCodeHash,
  setupCodeMs,
} from '#lib/platform/setup-code.ts'
import { seedDemo } from './demo.ts'

/** Brings the database to what this program needs, and an empty one to what this start asks for. */
export async function prepareDatabase(db: Db, env: Env): Promise<void> {
  await migrateToLatest(db)
  if (env.demo) await seedDemo(db)
}

/**
 * Where no school is set up, prints a new code for the set-up page: only whoever sees the server's
 * output can use it.
 */
export async function announceSetUp(db: Db, env: Env, clock: Clock): Promise<void> {
  if ((await findFirstSchool(db)) !== undefined) return
  const code = generateSetupCode()
  const expiresAt = new Date(clock() + setupCodeMs)
  await replaceSetupCode(db, { codeHash: setupCodeHash(code), expiresAt })
  printSetupCode(code, { expiresAt, address: env.publicUrl })
}
