import { createHmac } from 'node:crypto'
import type { Db } from '#db/client.ts'
import {
  clearAttempts,
  forgetAttempt,
  purgeAttempts,
  takeAttempt,
} from '#db/queries/sign-in-attempt.ts'
import { authSecret } from '#lib/platform/auth-secret.ts'
import { RateLimitedError } from './sign-in-errors.ts'

const windowMs = 15 * 60_000

/** How many attempts one key may have in a quarter of an hour. */
export const attemptLimits = {
  email: 10,
  address: 30,
  setup: 10,
  newCode: 10,
  accountCode: 10,
} as const

/** Whose failures are counted: an electronic or network address, or what guards the set-up page. */
export type AttemptKey = { kind: keyof typeof attemptLimits; value: string }

/**
 * Counts an attempt before it is checked, so that a hundred made at once are a hundred.
 *
 * @returns what to call when the attempt succeeded: it stops counting, and so do the earlier ones of
 *   the same account; those of the network address stay, or one valid account would hide guesses.
 * @throws {RateLimitedError} the attempt is one too many; it is not counted itself.
 */
export async function countAttempt(
  db: Db,
  keys: readonly AttemptKey[],
  now: Date,
): Promise<() => Promise<void>> {
  const since = new Date(now.getTime() - windowMs)
  for (const key of keys) {
    const limit = attemptLimits[key.kind]
    const oldest = await takeAttempt(db, { key: hashed(key), at: now, since, limit })
    if (oldest !== null) throw new RateLimitedError(secondsUntil(oldest, now))
  }
  return async () => {
    await purgeAttempts(db, since)
    for (const key of keys) {
      if (key.kind === 'address') await forgetAttempt(db, { key: hashed(key), at: now })
      else await clearAttempts(db, hashed(key))
    }
  }
}

function secondsUntil(oldest: Date, now: Date): number {
  return Math.max(1, Math.ceil((oldest.getTime() + windowMs - now.getTime()) / 1000))
}

/** Addresses are personal data: only a keyed hash is stored. */
function hashed({ kind, value }: AttemptKey): string {
  return createHmac('sha256', authSecret()).update(`${kind}:${value}`).digest('base64url')
}
