import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PacedSpeech } from '#app/(workspace)/projets/[projectId]/_editor/announcements/paced-speech.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1000 }))
afterEach(() => void vi.useRealTimers())

function speechOf() {
  const said: string[] = []
  const queue: string[] = []
  const speech = new PacedSpeech({
    ...{ settleMs: 2000, gapMs: 60_000 },
    tell: () => queue.splice(0).join(' '),
    say: (words) => said.push(words),
  })
  const news = (words: string) => {
    queue.push(words)
    speech.news()
  }
  return { said, news, speech }
}

test('what comes together is said together, once it has settled', () => {
  const { said, news } = speechOf()
  news('un')
  vi.advanceTimersByTime(1999)
  news('deux')
  expect(said).toEqual([])
  vi.advanceTimersByTime(1)
  expect(said).toEqual(['un deux'])
})

test('a hundred news in the gap make one sentence, at its end', () => {
  const { said, news } = speechOf()
  news('un')
  vi.advanceTimersByTime(2000)
  for (let key = 0; key < 100; key += 1) {
    news(`${key}`)
    vi.advanceTimersByTime(500)
  }
  expect(said).toEqual(['un'])
  vi.advanceTimersByTime(10_000)
  expect(said).toHaveLength(2)
})

test('with nothing to tell nothing is said, and the next news need not wait for the gap', () => {
  const { said, news } = speechOf()
  news('')
  vi.advanceTimersByTime(2000)
  news('un')
  vi.advanceTimersByTime(2000)
  expect(said).toEqual(['un'])
})

test('once ended nothing is said', () => {
  const { said, news, speech } = speechOf()
  news('un')
  speech.destroy()
  vi.advanceTimersByTime(100_000)
  expect(said).toEqual([])
})
