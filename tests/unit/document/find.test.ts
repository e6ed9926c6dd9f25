import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { findInPieces, type Piece } from '#lib/document/find.ts'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { replaceInPart } from '#lib/document/replace.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import { type Block, blockText, type Mark, paragraph } from '#lib/domain/block.ts'

const found = (text: string, query: string): string[] =>
  findInPieces([{ text, isAtom: false }], query).map(({ from, to }) => text.slice(from, to))

test.each([
  ['case', 'Élève, ÉLÈVE', 'élève', ['Élève', 'ÉLÈVE']],
  ['no-break and thin spaces', 'à 14\u00A0h et 1\u202F250', '14 h', ['14\u00A0h']],
  ['a no-break space that is typed', 'soit 12 heures', '12\u00A0heures', ['12 heures']],
  ['apostrophes', 'l’élève et l\u0027élève', "l'élève", ['l’élève', "l'élève"]],
  ['an apostrophe that is typeset', "d'abord", 'd’abord', ["d'abord"]],
  ['hyphens', 'peut\u2011être', 'peut-être', ['peut\u2011être']],
  ['composed and decomposed letters', 'e\u0301le\u0300ve', 'élève', ['e\u0301le\u0300ve']],
])('finding ignores %s', (_what, text, query, expected) => {
  expect(found(text, query)).toEqual(expected)
})

test('a letter without an accent finds it with any, one with an accent finds itself alone', () => {
  expect(found('évalue, evalue, èvalue', 'evalue')).toEqual(['évalue', 'evalue', 'èvalue'])
  expect(found('évalue, evalue, èvalue', 'évalue')).toEqual(['évalue'])
})

test('« oe » finds « œ », and half of « œ » is no letter', () => {
  expect(found('au cœur', 'coeur')).toEqual(['cœur'])
  expect(found('au cœur', 'cœur')).toEqual(['cœur'])
  expect(found('au coeur', 'cœur')).toEqual([])
  expect(found('cœur et e', 'e')).toEqual(['e', 'e'])
})

test('matches do not overlap, and nothing is found of nothing', () => {
  expect(found('aaaa', 'aa')).toEqual(['aa', 'aa'])
  expect(found('aaaa', '')).toEqual([])
})

test('an atom takes one place, and what it says is found though it is not text', () => {
  const pieces: Piece[] = [
    { text: 'voir ', isAtom: false },
    { text: 'Lire un énoncé', isAtom: true },
    { text: ' et lire', isAtom: false },
  ]
  expect(findInPieces(pieces, 'lire')).toEqual([
    { from: 5, to: 6, isText: false },
    { from: 10, to: 14, isText: true },
  ])
})

function partWith(blocks: readonly Block[]): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('part')
  appendBlocks(fragment, blocks)
  return fragment
}

const lines = (fragment: Y.XmlFragment): string[] => readBlocks(fragment).map(blockText)

test('all matches of a part are replaced, in tables too', () => {
  const cell = { header: false, colspan: 1, rowspan: 1, colwidth: null }
  const fragment = partWith([
    paragraph('Un tutorat, deux TUTORATS'),
    { type: 'table', rows: [{ cells: [{ ...cell, content: [paragraph('tutorat')] }] }] },
  ])
  expect(replaceInPart(fragment, { query: 'tutorat', by: 'parrainage' })).toBe(3)
  expect(lines(fragment)).toEqual(['Un parrainage, deux parrainageS', 'parrainage'])
})

test('one match is replaced by its place among those of the part', () => {
  const fragment = partWith([paragraph('un, un'), paragraph('un')])
  expect(replaceInPart(fragment, { query: 'un', by: 'deux', only: 1 })).toBe(1)
  expect(replaceInPart(fragment, { query: 'un', by: '', only: 1 })).toBe(1)
  expect(lines(fragment)).toEqual(['un, deux', ''])
})

test('the new words look as the first letter that they replace', () => {
  const bold: Mark[] = [{ type: 'bold' }]
  const inline = [
    { type: 'text' as const, text: 'mot ', marks: [] },
    { type: 'text' as const, text: 'gras', marks: bold },
    { type: 'text' as const, text: ' suite', marks: [] },
  ]
  const fragment = partWith([{ ...paragraph(''), inline }])
  replaceInPart(fragment, { query: 'gras', by: 'fort' })
  expect(readBlocks(fragment)).toEqual([
    {
      ...paragraph(''),
      inline: [
        { type: 'text', text: 'mot ', marks: [] },
        { type: 'text', text: 'fort', marks: bold },
        { type: 'text', text: ' suite', marks: [] },
      ],
    },
  ])
})

test('a mention that is found keeps its name', () => {
  const mention = { type: 'mention' as const, id: '1', label: 'Lire', entity: 'need' }
  const fragment = partWith([{ ...paragraph(''), inline: [mention] }])
  expect(replaceInPart(fragment, { query: 'lire', by: 'écrire' })).toBe(0)
  expect(lines(fragment)).toEqual(['Lire'])
})

test('words that a colleague types beside a match stay while it is replaced', () => {
  const fragment = partWith([paragraph('un mot ici')])
  const theirs = new Y.Doc()
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(fragment.doc ?? new Y.Doc()))
  const text = theirs.getXmlFragment('part').createTreeWalker((at) => at instanceof Y.XmlText)
  const [first] = [...text]
  if (first instanceof Y.XmlText) first.insert(10, ' même')
  replaceInPart(fragment, { query: 'mot', by: 'terme' })
  Y.applyUpdate(fragment.doc ?? new Y.Doc(), Y.encodeStateAsUpdate(theirs))
  expect(lines(fragment)).toEqual(['un terme ici même'])
})
