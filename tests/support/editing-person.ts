import type { Editor } from '@tiptap/core'
import type * as Y from 'yjs'
import {
  createSharedUndo,
  undoOfOneEditor,
} from '#app/(workspace)/projets/[projectId]/_editor/shared-undo.ts'
import { loadPasteReaders } from '#lib/document/clipboard/clipboard.ts'
import { blockKinds } from '#lib/domain/block.ts'
import { editorOn } from '#tests/support/co-writers.ts'
import type { Writer } from '#tests/support/words-house.ts'

// A person who pastes has entered the text before: what reads a paste is there.
await loadPasteReaders()

/** `at` and `to` are places in the document, from 0 to 1; `letters` are two of one's own. */
type Edit = { at: number; to: number; letters: string }
type Perform = (editor: Editor, edit: Edit) => void

/** What a person can do to the text, as the page's keys, clipboard and buttons do it. */
export const edits = {
  type: (editor, { at, letters }) => caret(editor, at).insertContent(letters).run(),
  split: (editor, { at }) => {
    caret(editor, at).run()
    press(editor, 'Enter')
  },
  join: (editor, { at }) => {
    editor.commands.setTextSelection(blockAt(editor, at).from)
    for (let time = 0; time < 2; time += 1) press(editor, 'Backspace')
  },
  joinNext: (editor, { at }) => {
    editor.commands.setTextSelection(blockAt(editor, at).to)
    press(editor, 'Delete')
  },
  kind: (editor, { at, to }) => {
    const kind = blockKinds[Math.floor(to * blockKinds.length)] ?? null
    caret(editor, at).setKind(kind).run()
  },
  indent: (editor, { at }) => caret(editor, at).indent().run(),
  bold: (editor, { at }) => editor.chain().setTextSelection(blockAt(editor, at)).toggleBold().run(),
  move: (editor, { at, to }) => {
    editor.commands.setTextSelection(blockAt(editor, at))
    move(editor, to)
  },
  moveBlock: (editor, { at, to }) => {
    const { from } = blockAt(editor, at)
    editor.commands.setTextSelection({ from, to: blockAt(editor, at, 1).from })
    move(editor, to)
  },
  paste: paste((first, second) => `<p>${first}</p><p>${second}</p>`),
  pasteList: paste((first, second) => `<ul><li>${first}<ul><li>${second}</li></ul></li></ul>`),
  pasteTable: paste(
    (first, second) => `<table><tr><td>${first}</td><td>${second}</td></tr></table>`,
  ),
  erase: (editor, { at }) => {
    const from = placeAt(editor, at)
    const to = Math.min(from + 2, blockAt(editor, at).to)
    editor.commands.setTextSelection({ from, to })
    press(editor, 'Delete')
  },
  eraseBlocks: (editor, { at }) => {
    const to = blockAt(editor, at, 1).to
    editor.commands.setTextSelection({ from: placeAt(editor, at), to })
    press(editor, 'Delete')
  },
  undo: (editor) => editor.commands.undo(),
  redo: (editor) => editor.commands.redo(),
  addRow: (editor, { at }) => caret(editor, at).addRowAfter().run(),
  deleteRow: (editor, { at }) => caret(editor, at).deleteRow().run(),
  addColumn: (editor, { at }) => caret(editor, at).addColumnBefore().run(),
  deleteColumn: (editor, { at }) => caret(editor, at).deleteColumn().run(),
  header: (editor, { at }) => caret(editor, at).toggleHeaderRow().run(),
} satisfies Record<string, Perform>

export type Act = keyof typeof edits

/** One person with an editor as the page has it, and what they knowingly took away. */
export class EditingPerson {
  readonly typed = new Set<string>()
  readonly erased = new Set<string>()
  readonly editor: Editor
  readonly writer: Writer
  readonly #everErased = new Set<string>()
  readonly #undo: Y.UndoManager

  constructor(writer: Writer) {
    this.writer = writer
    this.#undo = createSharedUndo([writer.part])
    this.editor = editorOn(writer.doc, undoOfOneEditor(this.#undo))
  }

  perform(act: Act, edit: Edit): void {
    const before = this.#shown()
    // Half a second goes by: it is a thing of its own to undo.
    this.#undo.stopCapturing()
    const perform: Perform = edits[act]
    perform(this.editor, edit)
    const after = this.#shown()
    for (const letter of after) {
      if (before.has(letter)) continue
      if (edit.letters.includes(letter)) this.typed.add(letter)
      this.erased.delete(letter)
    }
    // Undo takes back what one did oneself: no letter of a colleague's that one never deleted.
    const isHistory = act === 'undo' || act === 'redo'
    for (const letter of before) {
      const isOwn = this.typed.has(letter) || this.#everErased.has(letter)
      if (after.has(letter) || (isHistory && !isOwn)) continue
      this.erased.add(letter)
      this.#everErased.add(letter)
    }
  }

  #shown(): Set<string> {
    return new Set(this.editor.state.doc.textContent)
  }
}

function caret(editor: Editor, at: number) {
  return editor.chain().setTextSelection(placeAt(editor, at))
}

function paste(html: (first: string, second: string) => string): Perform {
  return (editor, { at, letters: [first = '', second = ''] }) => {
    caret(editor, at).run()
    editor.view.pasteHTML(html(first, second))
  }
}

/** Cuts what is selected, and pastes it elsewhere. */
function move(editor: Editor, to: number): void {
  const cut = editor.state.selection.content()
  const html = editor.view.serializeForClipboard(cut).dom.innerHTML
  editor.commands.deleteSelection()
  editor.commands.setTextSelection(placeAt(editor, to))
  editor.view.pasteHTML(html)
}

function press(editor: Editor, key: string): void {
  const event = new KeyboardEvent('keydown', { key })
  const isHandled = editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event))
  if (isHandled !== true && !editor.state.selection.empty) editor.commands.deleteSelection()
}

function textBlocks({ state }: Editor): { from: number; to: number }[] {
  const blocks: { from: number; to: number }[] = []
  state.doc.descendants((node, pos) => {
    if (node.isTextblock) blocks.push({ from: pos + 1, to: pos + 1 + node.content.size })
  })
  return blocks
}

function blockAt(editor: Editor, at: number, further = 0): { from: number; to: number } {
  const blocks = textBlocks(editor)
  const index = Math.min(Math.floor(at * blocks.length) + further, blocks.length - 1)
  return blocks[index] ?? { from: 1, to: 1 }
}

function placeAt(editor: Editor, at: number): number {
  const { from, to } = blockAt(editor, at)
  return from + Math.floor(((at * 997) % 1) * (to - from + 1))
}
