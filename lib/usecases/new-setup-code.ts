import 'server-only'

/** When the code in force ends, ISO 8601; null when there is none or the school is set up. */
export async function setupCodeExpiry(): Promise<string | null> {
  throw new Error('not ready')
}

/**
 * Replaces the set-up code and prints the new one on the server's output, never to the caller.
 *
 * @throws {NotFoundError} the school is already set up.
 */
export async function newSetupCode(): Promise<{ expiresAt: string }> {
  throw new Error('not ready')
}
