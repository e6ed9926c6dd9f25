import { expect, test } from 'vitest'
import { backoffMs } from '#app/(workspace)/projets/[projectId]/_editor/connection/backoff.ts'

test('the wait doubles up to 30 s, and is anything between nothing and that', () => {
  const longest = [1, 2, 3, 8, 9, 50].map((failures) => backoffMs(failures, () => 1))
  expect(longest).toEqual([200, 400, 800, 25_600, 30_000, 30_000])
  expect(backoffMs(9, () => 0)).toBe(0)
  expect(backoffMs(9, () => 0.5)).toBe(15_000)
})
