import { expect, test } from 'vitest'
import { localPath } from '#app/(public)/_sign-in/local-path.ts'

test('a path of this site is kept with its query and its anchor', () => {
  expect(localPath('/projets/42?vue=plan#partie-4')).toBe('/projets/42?vue=plan#partie-4')
})

test.each([
  undefined,
  ['/a', '/b'],
  '',
  'projets',
  'https://example.org/',
  '//example.org',
  '/\\example.org',
  '/\t/example.org',
  '/.//example.org',
  '/../..//example.org',
  'javascript:alert(1)',
])('%j leads to the first page', (from) => {
  expect(localPath(from)).toBe('/')
})
