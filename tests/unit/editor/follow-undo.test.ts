// @vitest-environment happy-dom
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { followUndo } from '#app/(workspace)/projets/[projectId]/_editor/follow-undo.ts'
import { PartEditors } from '#app/(workspace)/projets/[projectId]/_editor/part-editors.ts'
import {
  createSharedUndo,
  undoOfOneEditor,
} from '#app/(workspace)/projets/[projectId]/_editor/shared-undo.ts'
import { documentExtensions } from '#lib/document/extensions.ts'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { section } from '#lib/document/schema.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import { blockText, paragraph } from '#lib/domain/block.ts'

const PARTS = ['a', 'b']

let doc: Y.Doc
let undo: Y.UndoManager
let editors: PartEditors
const open = new Set<Editor>()

beforeEach(() => {
  doc = new Y.Doc()
  appendBlocks(section(doc, 'a'), [paragraph('Début de A.'), paragraph('Fin de A.')])
  appendBlocks(section(doc, 'b'), [paragraph('Texte de B.')])
  undo = createSharedUndo(PARTS.map((id) => section(doc, id)))
  editors = new PartEditors(PARTS)
  followUndo({ doc, undo, editors })
})

afterEach(() => {
  for (const editor of open) editor.destroy()
  open.clear()
  doc.destroy()
})

/** Mounts the editor of a part, as the page does; returns what unmounts it. */
function mount(part: string): { editor: Editor; unmount: () => void } {
  const element = document.body.appendChild(document.createElement('div'))
  const yUndoOptions = { undoManager: undoOfOneEditor(undo) }
  const editor = new Editor({
    element,
    extensions: [
      ...documentExtensions,
      Collaboration.configure({ fragment: section(doc, part), yUndoOptions }),
    ],
  })
  open.add(editor)
  const remove = editors.add(part, editor)
  const unmount = () => {
    remove()
    editor.destroy()
    open.delete(editor)
  }
  return { editor, unmount }
}

function type(editor: Editor, position: number, words: string): void {
  undo.stopCapturing()
  editor.chain().setTextSelection(position).insertContent(words).run()
}

/** A colleague's update arrives. */
function colleagueAppends(part: string, words: string): void {
  const theirs = new Y.Doc()
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc))
  appendBlocks(section(theirs, part), [paragraph(words)])
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs), 'provider')
}

const textOf = (part: string): string[] => readBlocks(section(doc, part)).map(blockText)

test('undo takes back one’s own last edit alone, after its editor was unmounted too', () => {
  const first = mount('a')
  type(first.editor, 6, ' mien')
  mount('b')
  colleagueAppends('b', 'Mots d’une collègue.')
  first.unmount()
  colleagueAppends('a', 'Encore une collègue.')
  undo.undo()
  expect(textOf('a')).toEqual(['Début de A.', 'Fin de A.', 'Encore une collègue.'])
  expect(textOf('b')).toEqual(['Texte de B.', 'Mots d’une collègue.'])
})

test('undo and redo hold the part that they change, and put the caret at the change', () => {
  const first = mount('a')
  type(first.editor, 15, ' mien')
  first.unmount()
  const second = mount('b')
  type(second.editor, 3, 'x')
  undo.undo()
  expect(editors.isHeld('b')).toBe(true)
  undo.undo()
  expect(editors.isHeld('a')).toBe(true)
  expect(mount('a').editor.state.selection.head).toBe(15)
  undo.redo()
  expect(editors.get('a')?.state.selection.head).toBe(20)
  expect(editors.get('a')?.state.doc.textContent).toBe('Début de A.F mienin de A.')
})

test('a block that was deleted comes back with the caret in it', () => {
  const { editor } = mount('a')
  undo.stopCapturing()
  editor.chain().setTextSelection({ from: 1, to: 22 }).deleteSelection().run()
  editor.commands.setTextSelection(1)
  undo.undo()
  expect(textOf('a')).toEqual(['Début de A.', 'Fin de A.'])
  expect(editor.state.selection.head).toBeGreaterThan(1)
})
