// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { putBack } from '#app/(workspace)/projets/[projectId]/_editor/returned-text/put-back.ts'
import { type Block, blockText, paragraph } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters } from '#tests/support/co-writers.ts'

let writers: CoWriter[] = []

afterEach(() => close(writers))

function textsAfter(
  blocks: readonly Block[],
  words: { text: string; before?: string; after?: string },
): string[] {
  writers = coWriters(1, blocks)
  const [writer] = writers
  if (writer === undefined) throw new Error('a writer was asked for')
  putBack(writer.editor, { before: '', after: '', ...words })
  return writer.blocks().map(blockText)
}

const blocks = [paragraph('Le début du texte.'), paragraph('Les élèves lisent.', 'bullet')]

test('words go between those that stood around them', () => {
  const words = { text: ' vite', before: 'Les élèves', after: ' lisent.' }
  expect(textsAfter(blocks, words)).toEqual(['Le début du texte.', 'Les élèves vite lisent.'])
})

test('words without their other side stand behind the block that came before them', () => {
  const words = { text: ' vite ', before: 'Le début du texte.', after: 'Une phrase supprimée.' }
  expect(textsAfter(blocks, words)).toEqual(['Le début du texte.', 'vite', 'Les élèves lisent.'])
})

test('words whose block came first stand before the one that followed', () => {
  const words = { text: 'vite', before: '', after: 'Les élèves lisent.' }
  expect(textsAfter(blocks, words)).toEqual(['Le début du texte.', 'vite', 'Les élèves lisent.'])
})

test('words of a place that is gone stand at the head of the part, a paragraph a line', () => {
  const words = { text: 'un\n\ndeux', before: 'Tout autre chose', after: '' }
  expect(textsAfter(blocks, words)).toEqual([
    ...['un', 'deux'],
    ...['Le début du texte.', 'Les élèves lisent.'],
  ])
})

test('what looks like a tag is text', () => {
  expect(textsAfter(blocks, { text: '<b>a</b>' })[0]).toBe('<b>a</b>')
})

test('putting words back can be undone', () => {
  textsAfter(blocks, { text: 'vite' })
  writers[0]?.editor.commands.undo()
  expect(writers[0]?.blocks().map(blockText)).toEqual(blocks.map(blockText))
})
