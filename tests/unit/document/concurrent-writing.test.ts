// @vitest-environment happy-dom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockKinds, blockText, paragraph } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters, exchange } from '#tests/support/co-writers.ts'

/** What a person may do without deleting; `at` is a place in the document, from 0 to 1. */
type Step = { who: number; at: number; act: (typeof acts)[number] }

const acts = [
  'type',
  'type',
  'kind',
  'indent',
  'outdent',
  'check',
  'split',
  'bold',
  'exchange',
] as const

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    act: fc.constantFrom(...acts),
  }),
  { minLength: 5, maxLength: 30 },
)

const ids = fc.shuffledSubarray([10, 11, 12], { minLength: 3 })

function place({ editor }: CoWriter, at: number): number {
  const places: number[] = []
  editor.state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    for (let offset = 0; offset <= node.content.size; offset += 1) places.push(pos + 1 + offset)
    return false
  })
  return places[Math.floor(at * (places.length - 1))] ?? 1
}

function perform(writers: readonly CoWriter[], { who, at, act }: Step, letter: string): void {
  const writer = writers[who]
  if (!writer) return
  const chain = writer.editor.chain().setTextSelection(place(writer, at))
  const kind = blockKinds[Math.floor(at * blockKinds.length)] ?? null
  switch (act) {
    case 'type':
      chain.insertContent(letter).run()
      return
    case 'kind':
      chain.setKind(kind).run()
      return
    case 'indent':
      chain.indent().run()
      return
    case 'outdent':
      chain.outdent().run()
      return
    case 'check':
      chain.toggleChecked().run()
      return
    case 'split':
      chain.splitBlock().run()
      return
    case 'bold':
      chain.selectParentNode().toggleBold().run()
      return
    case 'exchange':
      exchange(writers)
      return
    default:
      act satisfies never
  }
}

test('three people write, change kinds, indent and split at random: they agree, and no letter is lost', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(steps, ids, (script, clientIds) => {
      const writers = coWriters(
        3,
        [paragraph('un début'), paragraph('une suite', 'bullet')],
        clientIds,
      )
      const typed = script.map((step, index) => {
        // Letters of a script of their own: each can be found again, once.
        const letter = String.fromCodePoint(0x0410 + index)
        perform(writers, step, letter)
        return step.act === 'type' ? letter : ''
      })
      exchange(writers)
      exchange(writers)
      const [first, second, third] = writers.map(({ blocks }) => blocks())
      close(writers)
      expect(second).toEqual(first)
      expect(third).toEqual(first)
      const text = first?.map(blockText).join('') ?? ''
      for (const letter of typed) expect(text).toContain(letter)
    }),
    { numRuns: 20 },
  )
})
