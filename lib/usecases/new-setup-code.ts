import 'server-only'
import { database } from '#db/client.ts'
import { findFirstSchool } from '#db/queries/school.ts'
import { setupCodeExpiry as findExpiry, replaceSetupCode } from '#db/queries/setup-code.ts'
import { countAttempt } from '#lib/auth/attempt-limit.ts'
import { NotFoundError } from '#lib/platform/errors.ts'
import { publicUrl } from '#lib/platform/public-url.ts'
import {
  generateSetupCode,
  printSetupCode,
  setupCodeHash,
  setupCodeMs,
} from '#lib/platform/setup-code.ts'

/**
 * When the code in force ends, ISO 8601; a first one is printed when there is none.
 *
 * @throws {NotFoundError} the school is already set up.
 */
export async function setupCodeExpiry(): Promise<string> {
  const expiry = await findExpiry(await database())
  return expiry === undefined ? (await printNewCode()).expiresAt : expiry.toISOString()
}

/**
 * Replaces the set-up code and prints the new one on the server's output, never to the caller.
 *
 * @throws {NotFoundError} the school is already set up.
 * @throws {RateLimitedError} this network address asks too often: each new code ends the one that
 *   the person at the server is about to type.
 */
export async function newSetupCode(address: string): Promise<{ expiresAt: string }> {
  await countAttempt(await database(), [{ kind: 'newCode', value: address }], new Date())
  return printNewCode()
}

async function printNewCode(): Promise<{ expiresAt: string }> {
  const db = await database()
  if ((await findFirstSchool(db)) !== undefined) throw new NotFoundError('already set up')
  const code = generateSetupCode()
  const expiresAt = new Date(Date.now() + setupCodeMs)
  await replaceSetupCode(db, { codeHash: setupCodeHash(code), expiresAt })
  printSetupCode(code, { expiresAt, address: publicUrl() })
  return { expiresAt: expiresAt.toISOString() }
}
