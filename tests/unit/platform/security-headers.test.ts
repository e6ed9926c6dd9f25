import { expect, test } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from '#lib/platform/security-headers.ts'

const page = { nonce: 'bm9uY2U=', publicUrl: 'https://trame.lycee.fr', isDev: false }

function directive(name: string, input = page): string | undefined {
  return contentSecurityPolicy(input)
    .split('; ')
    .find((line) => line.startsWith(`${name} `))
}

test('a page runs only the scripts that carry its nonce', () => {
  expect(directive('script-src')).toBe("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'")
  expect(directive('style-src')).toBe("style-src 'self' 'nonce-bm9uY2U='")
  expect(contentSecurityPolicy(page)).not.toContain('unsafe-eval')
})

test('a page talks to its own origin only, by HTTP and by socket', () => {
  expect(directive('connect-src')).toBe("connect-src 'self' wss://trame.lycee.fr")
  expect(directive('connect-src', { ...page, publicUrl: 'http://localhost:3000' })).toBe(
    "connect-src 'self' ws://localhost:3000",
  )
})

test('a service worker comes from our own files', () => {
  expect(directive('worker-src')).toBe("worker-src 'self'")
})

test('nobody may frame a page, and its forms stay with us', () => {
  expect(directive('frame-ancestors')).toBe("frame-ancestors 'none'")
  expect(directive('form-action')).toBe("form-action 'self'")
  expect(directive('base-uri')).toBe("base-uri 'none'")
})

test('https is asked for only where the server is reached by https', () => {
  const names = (publicUrl: string) => securityHeaders(publicUrl).map(([name]) => name)

  expect(names('https://trame.lycee.fr')).toContain('strict-transport-security')
  expect(names('http://localhost:3000')).not.toContain('strict-transport-security')
})
