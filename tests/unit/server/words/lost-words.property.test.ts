import fc from 'fast-check'
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import {
  insertAfter,
  join,
  paragraph,
  plain,
  removeBlock,
  table,
  WordsHouse,
  type Writer,
} from '#tests/support/words-house.ts'

const acts = [
  ...['type', 'type', 'type', 'type', 'erase', 'bold', 'split', 'join', 'move', 'remove'],
  ...['paste', 'send', 'send', 'receive', 'leave', 'return'],
] as const

/** `at` is a place in the document, from 0 to 1. */
type Step = { who: number; at: number; act: (typeof acts)[number] }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    act: fc.constantFrom(...acts),
  }),
  { minLength: 5, maxLength: 40 },
)

const clientIds = fc.shuffledSubarray([10, 11, 12], { minLength: 3 })

function newHouse(ids: readonly number[]): WordsHouse {
  return new WordsHouse(
    (part) =>
      part.insert(0, [paragraph('ab'), paragraph(''), table(['cd', 'ef']), paragraph('gh')]),
    ids,
  )
}

/** What an editor does to the document; a letter of a script of its own can be found again. */
function write(writer: Writer, { at, act }: Step, letter: string): void {
  const { texts } = writer
  const index = Math.floor(at * texts.length)
  const text = texts[index]
  if (text === undefined) return
  const offset = Math.floor(((at * 997) % 1) * (text.length + 1))
  switch (act) {
    case 'type':
      text.insert(offset, letter)
      return
    case 'paste':
      insertAfter(text, letter)
      return
    case 'erase':
      text.delete(Math.min(offset, Math.max(0, text.length - 1)), Math.min(1, text.length))
      return
    case 'bold':
      text.format(0, text.length, { bold: {} })
      return
    case 'split':
      split(text, offset)
      return
    case 'join':
      if (texts[index - 1]) join(texts[index - 1] ?? text, text)
      return
    case 'move':
      insertAfter(texts[0] ?? text, plain(text))
      removeBlock(text)
      return
    case 'remove':
      removeBlock(text)
      return
  }
}

function split(text: Y.XmlText, offset: number): void {
  const tail = plain(text).slice(offset)
  text.doc?.transact(() => {
    text.delete(offset, text.length - offset)
    insertAfter(text, tail)
  })
}

function perform(
  house: WordsHouse,
  step: Step,
  letter: string,
): { typed: boolean; erased: string[] } {
  const writer = house.writers[step.who]
  if (writer === undefined) throw new Error('no such writer')
  if (step.act === 'send') house.send(writer)
  else if (step.act === 'receive') house.receive(writer)
  else if (step.act === 'leave') house.goOffline(writer)
  else if (step.act === 'return') house.comeBack(writer)
  else {
    const before = writer.text
    writer.doc.transact(() => write(writer, step, letter))
    const after = writer.text
    const erased = [...before].filter((char) => !after.includes(char))
    return { typed: after.includes(letter), erased }
  }
  return { typed: false, erased: [] }
}

const letterOf = (index: number) => String.fromCodePoint(0x0410 + index)

test('[W7] three people write at random, offline or not: each letter is in the text, was deleted knowingly, or is given back', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(steps, clientIds, (script, ids) => {
      const house = newHouse(ids)
      const typed = new Set<string>()
      const erased = new Set<string>()
      for (const [index, step] of script.entries()) {
        const result = perform(house, step, letterOf(index))
        if (result.typed) typed.add(letterOf(index))
        for (const letter of result.erased) erased.add(letter)
      }
      house.settle()
      house.settle()
      const { text } = house
      const kept = text + house.givenBack.join('')
      const wanted = [...typed].filter((letter) => !erased.has(letter))
      for (const letter of wanted) expect(kept).toContain(letter)
      for (const { sectionId } of house.lost) expect(sectionId ?? 'framework').toBe('framework')
      for (const writer of house.writers) expect(writer.text).toBe(text)
      expect(house.failures).toEqual([])
    }),
    { numRuns: 2_000, seed: 20261124 },
  )
})

test('[W3] people who have each other’s words before they write on never get any back', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(steps, clientIds, (script, ids) => {
      const house = newHouse(ids)
      for (const [index, step] of script.entries()) {
        perform(house, step, letterOf(index))
        house.settle()
      }
      expect(house.lost).toEqual([])
    }),
    { numRuns: 500, seed: 20261124 },
  )
})
