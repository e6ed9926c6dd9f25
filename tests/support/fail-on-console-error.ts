import { afterEach, beforeEach, expect, vi } from 'vitest'

/** `console.error` fails the test: Yjs and React report their faults there and go on. */
beforeEach(() => {
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const spy = vi.mocked(console.error)
  if (!vi.isMockFunction(spy)) return
  const calls = spy.mock.calls.map((call) => call.map(String).join(' '))
  spy.mockRestore()
  expect(calls).toEqual([])
})
