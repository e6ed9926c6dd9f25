import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import {
  type Block,
  blockKinds,
  type Inline,
  type Mark,
  markNames,
  type Paragraph,
  paragraph,
} from '#lib/domain/block.ts'

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
const marks = fc
  .subarray([...markNames])
  .map((names): Mark[] =>
    names.map((type) => (type === 'link' ? { type, href: 'https://exemple.fr/é?a=1' } : { type })),
  )
const inline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: words, marks }),
  fc.constant({ type: 'hardBreak' as const }),
  fc.record({
    type: fc.constant('mention' as const),
    id: fc.constant('act-1'),
    label: words,
    entity: fc.constant('actor'),
  }),
)
/** Neighbours with the same marks are one run: only the first stays. */
const inlines = fc.array(inline, { maxLength: 6 }).map((items) =>
  items.filter((item, index) => {
    const previous = items[index - 1]
    return !(item.type === 'text' && previous?.type === 'text')
  }),
)
const paragraphs: fc.Arbitrary<Paragraph> = fc.record({
  type: fc.constant('paragraph' as const),
  kind: fc.constantFrom(null, ...blockKinds),
  indent: fc.integer({ min: 0, max: 4 }),
  checked: fc.boolean(),
  inline: inlines,
})
const cell = fc.record({
  header: fc.boolean(),
  colspan: fc.integer({ min: 1, max: 3 }),
  rowspan: fc.integer({ min: 1, max: 3 }),
  colwidth: fc.option(fc.array(fc.integer({ min: 20, max: 900 }), { minLength: 1, maxLength: 3 })),
  content: fc.array(paragraphs, { minLength: 1, maxLength: 2 }),
})
const row = fc.record({ cells: fc.array(cell, { minLength: 1, maxLength: 3 }) })
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 6, arbitrary: paragraphs },
  { weight: 1, arbitrary: fc.constant({ type: 'horizontalRule' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('table' as const),
      rows: fc.array(row, { minLength: 1, maxLength: 3 }),
    }),
  },
)

function fragmentWith(blocks: readonly Block[]): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('f')
  appendBlocks(fragment, blocks)
  return fragment
}

test('every list of blocks comes back as it was written', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 2, maxLength: 6 }), (blocks) => {
      expect(readBlocks(fragmentWith(blocks))).toEqual(blocks)
    }),
  )
})

test('neighbouring runs with the same marks are read as one, however they are stored', () => {
  const fragment = fragmentWith([paragraph('un'), paragraph('autre')])
  const first = fragment.get(0)
  if (!(first instanceof Y.XmlElement)) throw new Error('a paragraph was expected')
  first.insert(1, [new Y.XmlText(' deux'), new Y.XmlText('')])
  expect(readBlocks(fragment)[0]).toEqual(paragraph('un deux'))
})

test('a part with one empty paragraph has no blocks; a kind or an indent makes it one', () => {
  expect(readBlocks(fragmentWith([paragraph('')]))).toEqual([])
  expect(readBlocks(fragmentWith([paragraph('', 'bullet')]))).toHaveLength(1)
  expect(readBlocks(fragmentWith([{ ...paragraph(''), indent: 1 }]))).toHaveLength(1)
  expect(readBlocks(fragmentWith([paragraph(''), paragraph('')]))).toHaveLength(2)
})

test('what has no meaning is skipped, and the rest is read', () => {
  const fragment = fragmentWith([paragraph('avant')])
  const odd = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  text.applyDelta([
    { insert: 'mot', attributes: { blink: {}, bold: null, link: { href: 'javascript:x' } } },
    { insert: { image: 'x' } },
  ])
  fragment.insert(1, [
    new Y.XmlElement('script'),
    new Y.XmlText('nu'),
    odd,
    new Y.XmlElement('table'),
  ])
  odd.insert(0, [text, new Y.XmlElement('iframe')])
  odd.setAttribute('kind', 'h1')
  odd.setAttribute('indent', 'much')
  odd.setAttribute('checked', 'yes')
  expect(readBlocks(fragment)).toEqual([paragraph('avant'), paragraph('mot')])
})
