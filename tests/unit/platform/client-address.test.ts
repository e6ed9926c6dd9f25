import { expect, test } from 'vitest'
import { clientAddress, trustedProxies } from '#lib/platform/client-address.ts'

const local = trustedProxies(['loopback'])

test('a client that reaches the server itself cannot choose its address', () => {
  expect(clientAddress('203.0.113.7', '198.51.100.1', local)).toBe('203.0.113.7')
})

test('a trusted proxy says whom it serves, in the last entry', () => {
  expect(clientAddress('127.0.0.1', '198.51.100.1, 203.0.113.7', local)).toBe('203.0.113.7')
  expect(clientAddress('::1', '203.0.113.7', local)).toBe('203.0.113.7')
  expect(clientAddress('', '203.0.113.7', local)).toBe('203.0.113.7')
})

test('a chain of trusted proxies is followed to the first address that is none of them', () => {
  const isTrusted = trustedProxies(['loopback', '10.0.0.0/8', 'fd00::/8'])
  const chain = '198.51.100.1, 203.0.113.7, fd00::5, 10.4.0.2'
  expect(clientAddress('127.0.0.1', chain, isTrusted)).toBe('203.0.113.7')
  expect(clientAddress('10.1.1.1', '203.0.113.7', isTrusted)).toBe('203.0.113.7')
  expect(clientAddress('11.1.1.1', '203.0.113.7', isTrusted)).toBe('11.1.1.1')
})

test('the loopback address is trusted only when it is named', () => {
  const isTrusted = trustedProxies(['10.0.0.2'])
  expect(clientAddress('127.0.0.1', '203.0.113.7', isTrusted)).toBe('127.0.0.1')
  expect(clientAddress('::ffff:10.0.0.2', '203.0.113.7', isTrusted)).toBe('203.0.113.7')
})

test('an IPv4 address is the same on an IPv6 socket', () => {
  expect(clientAddress('::ffff:203.0.113.7', undefined, local)).toBe('203.0.113.7')
  expect(clientAddress('::ffff:127.0.0.1', undefined, local)).toBe('127.0.0.1')
})

test.each([
  '10.0.0.0/33',
  '10.0.0.0/8/8',
  'proxy.example',
  '10.0.0/8',
  '::1/129',
  '10.0.0.1/',
  '10.0.0.1/-1',
])('%s is no proxy', (text) => {
  expect(() => trustedProxies([text])).toThrow(RangeError)
})
