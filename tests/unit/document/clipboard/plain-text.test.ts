import { expect, test } from 'vitest'
import { blocksToText, textToBlocks } from '#lib/document/clipboard/plain-text.ts'
import { type Block, paragraph } from '#lib/domain/block.ts'
import { sketchBlocks } from '#tests/support/sketch-blocks.ts'

const blocks: Block[] = [
  paragraph('Besoins', 'h3'),
  paragraph('Un texte.'),
  paragraph('un', 'ordered'),
  { ...paragraph('dedans', 'bullet'), indent: 1 },
  paragraph('deux', 'ordered'),
  { ...paragraph('fait', 'task'), checked: true },
  paragraph('à faire', 'task'),
  paragraph('cité', 'quote'),
]

test('blocks are copied as lines with the usual signs, and numbers go on around what is inside', () => {
  expect(blocksToText(blocks)).toBe(
    'Besoins\n\nUn texte.\n\n1. un\n  - dedans\n2. deux\n[x] fait\n[ ] à faire\n\n> cité',
  )
})

test('such lines become the same blocks again, a heading aside', () => {
  expect(textToBlocks(blocksToText(blocks))).toEqual([paragraph('Besoins'), ...blocks.slice(1)])
})

test('lines are paragraphs, signs of lists make items, empty lines go', () => {
  const text =
    'Bonjour\r\n\r\n• un\r\n\t* dedans\n12) douze\n- [x] fait\n☐ reste\n2026. Non\n-rien\n'
  expect(sketchBlocks(textToBlocks(text))).toBe(
    [
      'p | Bonjour',
      'bullet | un',
      'bullet 1 | dedans',
      'ordered | douze',
      'task x | fait',
      'task | reste',
      'p | 2026. Non',
      'p | -rien',
    ].join('\n'),
  )
})

test('one line alone stays as it is, for it may go into a sentence', () => {
  expect(textToBlocks(' - 5 degrés')).toEqual([paragraph(' - 5 degrés')])
})
