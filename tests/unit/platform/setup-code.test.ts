import { expect, test } from 'vitest'
import { generateSetupCode, setupCodeHash } from '#lib/platform/setup-code.ts'

test('a code has eight characters that nobody mistakes for each other', () => {
  const codes = Array.from({ length: 200 }, generateSetupCode)

  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
  expect(new Set(codes).size).toBe(200)
})

test('case, spaces and hyphens do not count when a code is typed', () => {
  expect(setupCodeHash('abcd-2345')).toBe(setupCodeHash(' ABCD 2345 '))
  expect(setupCodeHash('ABCD2345')).not.toBe(setupCodeHash('ABCD2346'))
})
