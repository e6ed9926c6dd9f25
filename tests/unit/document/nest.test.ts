import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flatten } from '#lib/document/flatten.ts'
import { nest } from '#lib/document/nest.ts'
import { type Block, blockKinds, type Inline, maxIndent, paragraph } from '#lib/domain/block.ts'

const text = (words: string, kind: (typeof blockKinds)[number] | null, indent = 0): Block => ({
  ...paragraph(words, kind),
  indent,
})

const anyBlock: fc.Arbitrary<Block> = fc.oneof<fc.WeightedArbitrary<Block>[]>(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('paragraph' as const),
      kind: fc.constantFrom(null, ...blockKinds),
      indent: fc.integer({ min: 0, max: maxIndent }),
      checked: fc.boolean(),
      inline: fc.constantFrom<Inline[]>([], [{ type: 'hardBreak' }]),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Block>({ type: 'horizontalRule' }) },
  { weight: 1, arbitrary: fc.constant<Block>({ type: 'table', rows: [] }) },
)

describe('nesting flat blocks', () => {
  test('flattening what was nested gives the same blocks, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 40 }), (blocks) => {
        expect(flatten(nest(blocks))).toEqual(blocks)
      }),
      { numRuns: 1000 },
    )
  })

  test('items of one kind make one list, and what is indented below an item is inside it', () => {
    const nested = nest([
      text('a', 'bullet'),
      text('a1', 'ordered', 1),
      text('a2', 'ordered', 1),
      text('note', null, 1),
      text('b', 'bullet'),
    ])
    expect(nested).toMatchObject([
      {
        type: 'list',
        kind: 'bullet',
        items: [
          { children: [{ type: 'list', kind: 'ordered', items: [{}, {}] }, { type: 'paragraph' }] },
          { children: [] },
        ],
      },
    ])
    expect(nested).toHaveLength(1)
  })

  test('neighbouring quotes are one quote; another kind of list starts another list', () => {
    const kinds = nest([
      text('q1', 'quote'),
      text('q2', 'quote'),
      text('x', 'bullet'),
      text('y', 'ordered'),
    ]).map((node) => node.type)
    expect(kinds).toEqual(['quote', 'list', 'list'])
  })
})
