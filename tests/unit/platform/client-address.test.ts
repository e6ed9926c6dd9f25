import { expect, test } from 'vitest'
import { clientAddress } from '#lib/platform/client-address.ts'

test('a client that reaches the server itself cannot choose its address', () => {
  expect(clientAddress('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
})

test('a proxy on this machine says whom it serves, in the last entry', () => {
  expect(clientAddress('127.0.0.1', '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7')
  expect(clientAddress('::1', '203.0.113.7')).toBe('203.0.113.7')
})

test('an IPv4 address is the same on an IPv6 socket', () => {
  expect(clientAddress('::ffff:203.0.113.7', undefined)).toBe('203.0.113.7')
  expect(clientAddress('::ffff:127.0.0.1', undefined)).toBe('127.0.0.1')
})
