// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { type Block, blockKinds, blockText, paragraph } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters, exchange, typeInto } from '#tests/support/co-writers.ts'

let open: CoWriter[] = []

afterEach(() => close(open))

function three(...blocks: Block[]): [CoWriter, CoWriter, CoWriter] {
  const [ann, bob, cy] = coWriters(3, blocks)
  if (!ann || !bob || !cy) throw new Error('three writers were asked for')
  open = [ann, bob, cy]
  return [ann, bob, cy]
}

test.each(blockKinds)(
  'a paragraph becomes %s while two others type in it: every word is kept',
  (kind) => {
    const [ann, bob, cy] = three(paragraph('Les élèves'))
    ann.editor.commands.setKind(kind)
    typeInto(bob, 0, ' rendent leur travail')
    typeInto(cy, 0, ' dans les délais')
    exchange(open)
    for (const { blocks } of open) {
      const [block] = blocks()
      expect(block).toMatchObject({ type: 'paragraph', kind })
      expect(blocks()).toHaveLength(1)
      const text = block ? blockText(block) : ''
      expect(text).toContain('Les élèves')
      expect(text).toContain(' rendent leur travail')
      expect(text).toContain(' dans les délais')
    }
  },
)

test('a paragraph is indented while another types in it: every word is kept', () => {
  const [ann, bob] = three(paragraph('Un'))
  ann.editor.commands.indent()
  typeInto(bob, 0, ' mot de plus')
  exchange(open)
  for (const { blocks } of open) {
    expect(blocks()).toEqual([{ ...paragraph('Un mot de plus'), indent: 1 }])
  }
})

test('two people choose two kinds at once: everybody sees the same one, and the words', () => {
  const [ann, bob, cy] = three(paragraph('Un'))
  ann.editor.commands.setKind('h3')
  bob.editor.commands.setKind('quote')
  typeInto(cy, 0, ' mot')
  exchange(open)
  const kinds = open.map(({ blocks }) => blocks().map((block) => 'kind' in block && block.kind))
  expect(kinds[1]).toEqual(kinds[0])
  expect(kinds[2]).toEqual(kinds[0])
  expect(open.map(({ blocks }) => blocks().map(blockText))).toEqual([
    ['Un mot'],
    ['Un mot'],
    ['Un mot'],
  ])
})

test('changing the kind is a small update: the words are not written again', () => {
  const [ann] = three(paragraph('Une phrase assez longue pour que sa copie se voie'))
  const sizes: number[] = []
  ann.doc.on('update', (update: Uint8Array) => sizes.push(update.byteLength))
  ann.editor.commands.setKind('h3')
  expect(sizes).toHaveLength(1)
  expect(sizes[0]).toBeLessThan(40)
})
