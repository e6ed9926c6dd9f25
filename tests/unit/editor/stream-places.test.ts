import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeStreamPlace } from '#app/(workspace)/projets/[projectId]/_editor/connection/stream-places.ts'

let visibilityState: 'visible' | 'hidden'
let nextHopProtocol: string

beforeEach(() => {
  visibilityState = 'visible'
  nextHopProtocol = 'http/1.1'
  vi.stubGlobal('document', {
    get visibilityState() {
      return visibilityState
    },
  })
  vi.stubGlobal('performance', { getEntriesByType: () => [{ nextHopProtocol }] })
})
afterEach(() => void vi.unstubAllGlobals())

test('two windows of a browser stream at the same time, and a third when one of them stops', async () => {
  const [first, second, third] = [
    await takeStreamPlace(),
    await takeStreamPlace(),
    await takeStreamPlace(),
  ]
  expect(first).not.toBeNull()
  expect(third).toBeNull()
  second?.()
  const again = await vi.waitUntil(takeStreamPlace, { timeout: 5000 })
  expect(await takeStreamPlace()).toBeNull()
  first?.()
  again()
})

test('a window that nobody looks at takes no place', async () => {
  visibilityState = 'hidden'
  expect(await takeStreamPlace()).toBeNull()
})

test('with HTTP/2 there is a place for everyone', async () => {
  nextHopProtocol = 'h2'
  const places = await Promise.all([1, 2, 3, 4, 5, 6].map(() => takeStreamPlace()))
  expect(places).not.toContain(null)
})
