import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storedSecret } from '#lib/platform/auth-secret.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'trame-')), 'data')
})

afterEach(() => rm(join(dataDir, '..'), { recursive: true }))

test('a secret is made once, in a folder that is created for it', async () => {
  const secret = storedSecret(dataDir)

  expect(secret.length).toBeGreaterThanOrEqual(64)
  expect(storedSecret(dataDir)).toBe(secret)
  expect(await readFile(join(dataDir, 'auth-secret'), 'utf8')).toBe(`${secret}\n`)
})

test('only its owner can read it', async () => {
  storedSecret(dataDir)

  expect((await stat(join(dataDir, 'auth-secret'))).mode & 0o777).toBe(0o600)
})

test('a file that is no secret is refused by name rather than used', async () => {
  storedSecret(dataDir)
  await writeFile(join(dataDir, 'auth-secret'), 'short')

  expect(() => storedSecret(dataDir)).toThrow(/auth-secret is too short/)
})
