import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Finder } from '#app/(workspace)/projets/[projectId]/_editor/find/finder.ts'
import { PartEditors } from '#app/(workspace)/projets/[projectId]/_editor/part-editors.ts'
import { PartTexts } from '#app/(workspace)/projets/[projectId]/_editor/part-texts.ts'
import { createSharedUndo } from '#app/(workspace)/projets/[projectId]/_editor/shared-undo.ts'
import { section } from '#lib/document/schema.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import { blockText, paragraph } from '#lib/domain/block.ts'

const PARTS = ['first', 'second', 'third']

let doc: Y.Doc
let texts: PartTexts
let undo: Y.UndoManager
let finder: Finder

/** No part has an editor: all of it happens in the document. */
beforeEach(() => {
  doc = new Y.Doc()
  appendBlocks(section(doc, 'first'), [paragraph('Un tutorat.'), paragraph('Deux tutorats.')])
  appendBlocks(section(doc, 'second'), [paragraph('Rien ici.')])
  appendBlocks(section(doc, 'third'), [paragraph('Le Tutorat, encore.')])
  texts = new PartTexts(doc, PARTS)
  undo = createSharedUndo(PARTS.map((id) => section(doc, id)))
  finder = new Finder({ doc, undo, texts, editors: new PartEditors(PARTS) })
})

afterEach(() => {
  finder.destroy()
  texts.destroy()
  doc.destroy()
})

const textOf = (part: string): string => texts.blocks(part).map(blockText).join(' ')

test('matches of all parts are counted, from the part on screen on', () => {
  finder.look('tutorat', 'second')
  expect(finder.finding()).toMatchObject({
    ...{ total: 3, rank: 3 },
    current: { sectionId: 'third', index: 0 },
  })
})

test('next and previous go through the whole project and round its ends', () => {
  finder.look('tutorat', null)
  const ranks = [1, 1, 1, -1, -1].map((step) => {
    finder.move(step === 1 ? 1 : -1)
    return finder.finding().rank
  })
  expect(ranks).toEqual([2, 3, 1, 3, 2])
})

test('what is found changes as a colleague writes', () => {
  finder.look('tutorat', null)
  appendBlocks(section(doc, 'second'), [paragraph('Un tutorat de plus.')])
  texts.refresh()
  expect(finder.finding()).toMatchObject({ total: 4, rank: 1 })
})

test('one match is replaced, and the next one is gone to', () => {
  finder.look('tutorat', null)
  expect(finder.replace('parrainage')).toBe(1)
  expect(textOf('first')).toBe('Un parrainage. Deux tutorats.')
  expect(finder.finding()).toMatchObject({ total: 2, rank: 1 })
})

test('a replacement that holds the words again is not replaced again', () => {
  finder.look('tutorat', null)
  finder.replace('tutorat renforcé')
  finder.replace('tutorat renforcé')
  expect(textOf('first')).toBe('Un tutorat renforcé. Deux tutorat renforcés.')
})

test('replacing all is one thing to undo in each part', () => {
  finder.look('tutorat', null)
  expect(finder.replaceAll('parrainage')).toBe(3)
  expect(finder.finding().total).toBe(0)
  undo.undo()
  texts.refresh()
  expect([textOf('first'), textOf('third')]).toEqual([
    'Un parrainage. Deux parrainages.',
    'Le Tutorat, encore.',
  ])
  undo.undo()
  texts.refresh()
  expect(textOf('first')).toBe('Un tutorat. Deux tutorats.')
})
