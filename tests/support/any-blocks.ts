import fc from 'fast-check'
import {
  type Block,
  blockKinds,
  type Inline,
  type Mark,
  markNames,
  maxIndent,
  type Paragraph,
  type TableCell,
} from '#lib/domain/block.ts'

const words = fc
  .string({ unit: fc.constantFrom(...'aé ’<&"«\u00a0\u202f»-*1.☐•\n'), minLength: 1, maxLength: 8 })
  .filter((text) => text !== '')

const marks: fc.Arbitrary<Mark[]> = fc
  .subarray([...markNames])
  .map((names) =>
    names.map((type) =>
      type === 'link' ? { type, href: 'https://exemple.fr/?a=1&b="é"' } : { type },
    ),
  )

const inline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: words, marks }),
  fc.constant<Inline>({ type: 'hardBreak' }),
  fc.record({
    type: fc.constant('mention' as const),
    id: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }),
    label: words,
    entity: fc.constantFrom('actor', 'goal', 'need'),
  }),
)

/** As stored: text that follows text has other marks. */
function hasNoTwins(list: readonly Inline[]): boolean {
  return list.every((item, at) => {
    const next = list[at + 1]
    if (item.type !== 'text' || next?.type !== 'text') return true
    return JSON.stringify(item.marks) !== JSON.stringify(next.marks)
  })
}

const paragraph: fc.Arbitrary<Paragraph> = fc.record({
  type: fc.constant('paragraph' as const),
  kind: fc.constantFrom(null, ...blockKinds),
  indent: fc.integer({ min: 0, max: maxIndent }),
  checked: fc.boolean(),
  inline: fc.array(inline, { maxLength: 4 }).filter(hasNoTwins),
})

const cell: fc.Arbitrary<TableCell> = fc.record({
  header: fc.boolean(),
  colspan: fc.integer({ min: 1, max: 3 }),
  rowspan: fc.integer({ min: 1, max: 3 }),
  colwidth: fc.option(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 3 })),
  content: fc.array(paragraph, { minLength: 1, maxLength: 3 }),
})

const table: fc.Arbitrary<Block> = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((rows) => ({ type: 'table', rows: rows.map((cells) => ({ cells })) }))

/** Every structure that a part may hold. */
export const anyBlocks: fc.Arbitrary<Block[]> = fc.array(
  fc.oneof<fc.WeightedArbitrary<Block>[]>(
    { weight: 8, arbitrary: paragraph },
    { weight: 1, arbitrary: fc.constant<Block>({ type: 'horizontalRule' }) },
    { weight: 1, arbitrary: table },
  ),
  { maxLength: 20 },
)
