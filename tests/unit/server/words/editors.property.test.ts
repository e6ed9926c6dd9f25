// @vitest-environment happy-dom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EditingPerson } from '#tests/support/editing-person.ts'
import { paragraph, table, WordsHouse } from '#tests/support/words-house.ts'

const acts = [
  ...['type', 'type', 'type', 'split', 'split', 'join', 'join', 'joinNext', 'kind', 'indent'],
  ...['bold', 'move', 'moveBlock', 'paste', 'pasteList', 'pasteTable', 'erase', 'eraseBlocks'],
  ...['undo', 'undo', 'redo', 'addRow', 'deleteRow', 'addColumn', 'deleteColumn', 'header'],
  ...['send', 'send', 'receive', 'receive', 'leave', 'return'],
] as const

/** `at` and `to` are places in the document, from 0 to 1. */
type Step = { who: number; at: number; to: number; act: (typeof acts)[number] }

const place = fc.double({ min: 0, max: 0.999, noNaN: true })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    ...{ at: place, to: place, act: fc.constantFrom(...acts) },
  }),
  { minLength: 5, maxLength: 40 },
)
const clientIds = fc.shuffledSubarray([10, 11, 12], { minLength: 3 })

const lettersOf = (index: number) => String.fromCodePoint(0xac00 + 2 * index, 0xac01 + 2 * index)

/** What a script did: whose text is which, and what is nowhere. */
function run(script: readonly Step[], ids: readonly number[]) {
  const start = () => [paragraph('ab'), paragraph(''), table(['cd', 'ef']), paragraph('gh')]
  const house = new WordsHouse((part) => part.insert(0, start()), ids)
  const people = house.writers.map((writer) => new EditingPerson(writer))
  try {
    for (const [index, step] of script.entries()) {
      const person = people[step.who]
      if (person === undefined) throw new Error('no such person')
      if (step.act === 'send') house.send(person.writer)
      else if (step.act === 'receive') house.receive(person.writer)
      else if (step.act === 'leave') house.goOffline(person.writer)
      else if (step.act === 'return') house.comeBack(person.writer)
      else person.perform(step.act, { ...step, letters: lettersOf(index) })
    }
    for (let round = 0; round < 4; round += 1) house.settle()
    const kept = house.text + house.givenBack.join('')
    const erased = new Set(people.flatMap((person) => [...person.erased]))
    const typed = people.flatMap((person) => [...person.typed])
    return {
      vanished: typed.filter((letter) => !kept.includes(letter) && !erased.has(letter)),
      texts: people.map(({ writer }) => writer.text),
      shown: people.map(({ editor }) => editor.state.doc.textContent),
      text: house.text,
      failures: house.failures,
    }
  } finally {
    for (const { editor } of people) editor.destroy()
  }
}

test('[W7] three people write with real editors, offline or not: each letter is in the text, was deleted knowingly, or is given back', {
  timeout: 1_800_000,
}, () => {
  fc.assert(
    fc.property(steps, clientIds, (script, ids) => {
      const { vanished, texts, shown, text, failures } = run(script, ids)
      expect(failures).toEqual([])
      expect(vanished).toEqual([])
      for (const one of texts) expect(one).toBe(text)
      for (const one of shown) expect(one).toBe(text.replaceAll('\n', ''))
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 60) },
  )
})
