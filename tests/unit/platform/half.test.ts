import { expect, test } from 'vitest'
import { EnvError } from '#lib/platform/env.ts'
import { readHalf } from '#lib/platform/half.ts'

const databaseUrl = 'postgres://localhost/trame'

test('one process serves both halves unless it is told which', () => {
  expect(readHalf(['node', 'server/main.ts'], { databaseUrl: undefined })).toBe('both')
  expect(readHalf(['--web-only'], { databaseUrl })).toBe('pages')
  expect(readHalf(['--sync-only'], { databaseUrl })).toBe('sockets')
})

test.each(['--web-only', '--sync-only'])('%s is refused on the embedded database', (flag) => {
  const read = () => readHalf([flag], { databaseUrl: undefined })
  expect(read).toThrow(EnvError)
  expect(read).toThrow(/^DATABASE_URL: .*$/)
})
