import { createHmac } from 'node:crypto'
import { authSecret } from './auth-secret.ts'
import { codeSigns } from './setup-code.ts'

/** How long a code for an account may be used, in milliseconds: a week, for who is away. */
export const accountCodeMs = 7 * 24 * 60 * 60_000

/**
 * What is stored of a code as a person typed it: case, spaces and hyphens do not count. Keyed, since
 * eight signs that live for a week could be searched for from a copy of the database alone.
 */
export function accountCodeHash(typed: string): string {
  return createHmac('sha256', authSecret())
    .update(`account-code:${codeSigns(typed)}`)
    .digest('hex')
}
