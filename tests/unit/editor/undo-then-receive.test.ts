// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  createSharedUndo,
  undoOfOneEditor,
} from '#app/(workspace)/projets/[projectId]/_editor/shared-undo.ts'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { section } from '#lib/document/schema.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import { type Block, blockText, paragraph } from '#lib/domain/block.ts'
import { editorOn } from '#tests/support/co-writers.ts'

let mine: Y.Doc
let theirs: Y.Doc
let editor: Editor

function begin(...blocks: Block[]): void {
  appendBlocks(section(mine, 'framework'), blocks)
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  editor = editorOn(mine, undoOfOneEditor(createSharedUndo([section(mine, 'framework')])))
}

beforeEach(() => {
  mine = new Y.Doc()
  theirs = new Y.Doc()
})

afterEach(() => {
  editor.destroy()
  mine.destroy()
  theirs.destroy()
})

function colleague(change: (part: Y.XmlFragment) => void): void {
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  theirs.transact(() => change(section(theirs, 'framework')))
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs), 'provider')
}

function textOf(part: Y.XmlFragment, block: number): Y.XmlText {
  const paragraphs = part.toArray()[block]
  const text = paragraphs instanceof Y.XmlElement ? paragraphs.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('the block has text')
  return text
}

const texts = () => readBlocks(section(mine, 'framework')).map(blockText)

test('a colleague’s words come after an undo in a part that has grown shorter, and typing keeps them', () => {
  begin(paragraph('Un début assez long.'), paragraph('Une fin.'))
  editor.commands.setTextSelection(31)
  editor.commands.insertContent(' Vraiment.')
  colleague((part) => textOf(part, 0).delete(0, 20))
  editor.commands.undo()
  colleague((part) => textOf(part, 0).insert(0, 'Bref.'))
  expect(editor.state.doc.textContent).toBe('Bref.Une fin.')
  editor.commands.setTextSelection(16)
  editor.commands.insertContent(' Vraiment.')
  expect(texts()).toEqual(['Bref.', 'Une fin. Vraiment.'])
})

test('a colleague erases words that were made bold meanwhile, before a caret at the end', () => {
  begin(paragraph('Un début assez long.'), paragraph('Une fin.'))
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  editor.chain().setTextSelection({ from: 1, to: 21 }).toggleBold().run()
  editor.commands.setTextSelection(31)
  textOf(section(theirs, 'framework'), 0).delete(0, 20)
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs), 'provider')
  expect(texts()).toEqual(['', 'Une fin.'])
  expect(editor.state.doc.textContent).toBe('Une fin.')
  expect(editor.state.selection.head).toBe(11)
})
