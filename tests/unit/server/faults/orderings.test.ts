import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import { documentOf } from '#tests/support/faults/document-of.ts'
import { projectId, type TestHouse, testHouse } from '#tests/support/room-of-peers.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const summaryOf = (doc: Y.Doc) => header(doc).get('summary') as Y.Text

/** One writer and one log, and all that can happen to them once. */
class Story {
  readonly #house: TestHouse
  readonly #ann: TestPeer

  static async begin(): Promise<Story> {
    const house = await testHouse()
    const { peer } = await house.join('ann')
    summaryOf(peer.doc).insert(0, 'first ')
    await vi.advanceTimersByTimeAsync(100)
    return new Story(house, peer)
  }

  private constructor(house: TestHouse, ann: TestPeer) {
    this.#house = house
    this.#ann = ann
  }

  readonly happen: Record<string, () => void> = {
    'a word': () => summaryOf(this.#ann.doc).insert(0, 'word '),
    'the log fails': () => this.#house.log.failCommits(),
    'the log stalls': () => this.#house.log.hold(),
    'the log works': () => {
      this.#house.log.mendCommits()
      this.#house.log.release()
    },
    'the writer leaves': () => this.#ann.hangUp(),
    'someone comes': () => void this.#house.open('bob'),
  }

  /** The log works in the end: what it has, and what someone reads who comes then. */
  async end(): Promise<{ stored: string; read: string }> {
    this.happen['the log works']?.()
    await vi.advanceTimersByTimeAsync(30_000)
    const stored = documentOf(await this.#house.log.load(projectId))
    const { peer: late } = this.#house.open('late')
    await vi.advanceTimersByTimeAsync(1000)
    this.#house.rooms.dispose()
    return { stored: summaryOf(stored).toString(), read: summaryOf(late.doc).toString() }
  }
}

function* orderings<Value>(values: readonly Value[]): Generator<Value[]> {
  if (values.length === 0) yield []
  for (const [index, value] of values.entries()) {
    for (const rest of orderings(values.toSpliced(index, 1))) yield [value, ...rest]
  }
}

test.each(['the log fails', 'the log stalls'])(
  '[R8] [L2] in whatever order %s and works again, a writer leaves and someone comes, what the room took is stored',
  { timeout: 60_000 },
  async (fault) => {
    const events = ['a word', fault, 'the log works', 'the writer leaves', 'someone comes']
    for (const order of orderings(events)) {
      const story = await Story.begin()
      for (const event of order) {
        story.happen[event]?.()
        await vi.advanceTimersByTimeAsync(10)
      }
      const isTaken = order.indexOf('a word') < order.indexOf('the writer leaves')
      const expected = isTaken ? 'word first ' : 'first '
      expect(await story.end(), order.join(', ')).toEqual({ stored: expected, read: expected })
    }
  },
)
