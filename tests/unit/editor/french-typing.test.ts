// @vitest-environment happy-dom
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { followUndo } from '#app/(workspace)/projets/[projectId]/_editor/follow-undo.ts'
import { PartEditors } from '#app/(workspace)/projets/[projectId]/_editor/part-editors.ts'
import {
  createSharedUndo,
  undoOfOneEditor,
} from '#app/(workspace)/projets/[projectId]/_editor/shared-undo.ts'
import { FrenchHelp } from '#app/(workspace)/projets/[projectId]/_editor/typing/french-help.ts'
import { frenchTyping } from '#app/(workspace)/projets/[projectId]/_editor/typing/french-typing.ts'
import { documentExtensions } from '#lib/document/extensions.ts'
import { section } from '#lib/document/schema.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import { type Block, paragraph } from '#lib/domain/block.ts'

const NBSP = '\u00a0'
const THIN = '\u202f'
let close: (() => void) | null = null

beforeEach(() => localStorage.clear())
afterEach(() => close?.())

/** An editor of a part in which a colleague wrote `start`. */
function writer(start: Block = paragraph('')): Editor {
  const doc = new Y.Doc()
  const colleague = new Y.Doc()
  appendBlocks(section(colleague, 'framework'), [start])
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague))
  const fragment = section(doc, 'framework')
  const undo = createSharedUndo([fragment])
  const editors = new PartEditors(['framework'])
  followUndo({ doc, undo, editors })
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [
      ...documentExtensions,
      Collaboration.configure({ fragment, yUndoOptions: { undoManager: undoOfOneEditor(undo) } }),
      frenchTyping({ help: new FrenchHelp('p1'), undo }),
    ],
  })
  editors.add('framework', editor)
  editor.commands.focus('end')
  close = () => {
    editor.destroy()
    doc.destroy()
    colleague.destroy()
  }
  return editor
}

function type(editor: Editor, keys: string): void {
  for (const key of keys) {
    const { from, to } = editor.state.selection
    const asTyped = () => editor.state.tr.insertText(key, from, to)
    const isHandled = editor.view.someProp('handleTextInput', (handle) =>
      handle(editor.view, from, to, key, asTyped),
    )
    if (isHandled !== true) editor.view.dispatch(asTyped())
  }
}

describe('French typography in the editor', () => {
  test('guillemets and spaces come as one types', () => {
    const editor = writer()
    type(editor, '"bonjour" !')
    expect(editor.getText()).toBe(`«${NBSP}bonjour${NBSP}»${THIN}!`)
  })

  test('one undo gives back what was typed, the next one takes the typing away', () => {
    const editor = writer()
    type(editor, 'Ah !')
    expect(editor.getText()).toBe(`Ah${THIN}!`)
    editor.commands.undo()
    expect(editor.getText()).toBe('Ah !')
    editor.commands.undo()
    expect(editor.getText()).toBe('')
  })

  test('the caret stays behind the sign when its space is given back', () => {
    const editor = writer()
    type(editor, 'Ah !')
    editor.commands.undo()
    type(editor, '?')
    expect(editor.getText()).toBe('Ah !?')
  })

  test('the caret stays behind the sign when its space is corrected again', () => {
    const editor = writer()
    type(editor, 'Ah !')
    editor.commands.undo()
    editor.commands.redo()
    type(editor, '?')
    expect(editor.getText()).toBe(`Ah${THIN}!?`)
  })

  test('after one has typed on, undo does not stop at each sign', () => {
    const editor = writer()
    type(editor, "l'école d'été")
    expect(editor.getText()).toBe('l’école d’été')
    editor.commands.undo()
    expect(editor.getText()).toBe('')
    editor.commands.redo()
    expect(editor.getText()).toBe('l’école d’été')
  })

  test('a space that a colleague typed stays', () => {
    const editor = writer(paragraph('Bonjour '))
    type(editor, '!')
    expect(editor.getText()).toBe('Bonjour !')
  })

  test('the text of a link is left alone', () => {
    const link = { type: 'link', href: 'https://exemple.fr/' } as const
    const editor = writer({
      ...paragraph(''),
      inline: [{ type: 'text', text: 'exemple', marks: [link] }],
    })
    editor.commands.setTextSelection(4)
    type(editor, "'")
    expect(editor.getText()).toBe("exe'mple")
  })

  test('bold words stay bold around what is corrected', () => {
    const editor = writer()
    editor.commands.toggleBold()
    type(editor, 'mot !')
    expect(editor.getHTML()).toContain(`<strong>mot${THIN}!</strong>`)
  })

  test('a person switches it off for themselves alone', () => {
    const editor = writer()
    editor.commands.toggleFrenchTyping()
    type(editor, '"tel quel" !')
    expect(editor.getText()).toBe('"tel quel" !')
    expect(new FrenchHelp('p1').isOn).toBe(false)
    expect(new FrenchHelp('p2').isOn).toBe(true)
    editor.commands.toggleFrenchTyping()
    expect(new FrenchHelp('p1').isOn).toBe(true)
  })
})
