import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEnv } from './env.ts'
import { processSlot } from './process-slot.ts'

/**
 * The secret behind session cookies: `AUTH_SECRET`, or one that is generated once beside the embedded
 * database. Never called while the application is being built.
 */
export function authSecret(): string {
  return processSlot('auth-secret', () => {
    const { authSecret: given, dataDir } = readEnv()
    return given ?? storedSecret(dataDir)
  })
}

/** Reads `auth-secret` of the folder, or makes it, readable by its owner alone. */
export function storedSecret(dataDir: string): string {
  const path = join(dataDir, 'auth-secret')
  return readSecret(path) ?? createSecret(dataDir, path)
}

function createSecret(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600 })
  try {
    // A link appears whole or not at all, and never replaces the secret that someone else made.
    linkSync(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  const secret = readSecret(path)
  if (secret === null) throw new Error(`${path} cannot be read back`)
  return secret
}

function readSecret(path: string): string | null {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret.length < 32) throw new Error(`${path} is too short to be a secret: remove it`)
    return secret
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
