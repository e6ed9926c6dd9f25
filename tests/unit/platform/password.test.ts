import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '#lib/platform/password.ts'

/** What a hash is worth is a test of its own. */
const quick = { cost: 1024, blockSize: 8, parallelization: 1 }

test('a password is verified against its own hash and no other', async () => {
  const hash = await hashPassword('cerise-volante-mardi', quick)

  expect(await verifyPassword('cerise-volante-mardi', hash)).toBe(true)
  expect(await verifyPassword('cerise-volante-Mardi', hash)).toBe(false)
  expect(await verifyPassword('', hash)).toBe(false)
})

test('the same password is stored differently each time, with its parameters', async () => {
  const [first, second] = await Promise.all([
    hashPassword('un même mot'),
    hashPassword('un même mot'),
  ])

  expect(first).not.toBe(second)
  expect(first).toMatch(/^scrypt\$32768\$8\$3\$/)
})

test('an accent typed as one character or as two is the same password', async () => {
  const hash = await hashPassword('élève', quick)

  expect(await verifyPassword('e\u0301le\u0300ve', hash)).toBe(true)
})

test('no password opens an account that has none, nor one whose hash cannot be read', async () => {
  expect(await verifyPassword('', null)).toBe(false)
  expect(await verifyPassword('anything', 'plain text')).toBe(false)
  expect(await verifyPassword('anything', 'scrypt$999999999$8$1$c2Fs$a2V5')).toBe(false)
})
