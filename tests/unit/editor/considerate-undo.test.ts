// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  createSharedUndo,
  undoOfOneEditor,
} from '#app/(workspace)/projets/[projectId]/_editor/shared-undo.ts'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { section } from '#lib/document/schema.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import { blockText, paragraph } from '#lib/domain/block.ts'
import { editorOn } from '#tests/support/co-writers.ts'

type Person = { doc: Y.Doc; editor: Editor; undo: Y.UndoManager }

let open: Person[] = []

afterEach(() => {
  for (const { editor, doc } of open) {
    editor.destroy()
    doc.destroy()
  }
  open = []
})

/** Two people with the page's undo history, each. */
function two(): [Person, Person] {
  const origin = new Y.Doc()
  appendBlocks(section(origin, 'framework'), [paragraph('Un début'), paragraph('Une suite')])
  const person = (): Person => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(origin))
    const undo = createSharedUndo([section(doc, 'framework')])
    return { doc, undo, editor: editorOn(doc, undoOfOneEditor(undo)) }
  }
  const pair: [Person, Person] = [person(), person()]
  open = pair
  return pair
}

function tell(from: Person, to: Person): void {
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc), 'provider')
}

function textOf({ doc }: Person): string {
  return readBlocks(section(doc, 'framework')).map(blockText).join('\n')
}

/** Types at the end of the block of text that has these words, or is empty. */
function typeBehind({ editor }: Person, words: string, typed: string): void {
  let at = 0
  editor.state.doc.descendants((node, pos) => {
    if (at === 0 && node.isTextblock && node.textContent === words) at = pos + 1 + node.content.size
  })
  editor.chain().setTextSelection(at).insertContent(typed).run()
}

/** In a table of one cell, what comes after it was made is a thing of its own to undo. */
function inCell({ editor, undo }: Person): Editor {
  editor.commands.insertCells({ rows: 1, columns: 1, header: false })
  editor.commands.insertContent('case')
  undo.stopCapturing()
  return editor
}

const additions: [string, (person: Person) => void][] = [
  ['paragraph', ({ editor }) => editor.commands.splitBlock()],
  ['table', ({ editor }) => editor.commands.insertCells({ rows: 2, columns: 2, header: true })],
  ['row', (person) => inCell(person).commands.addRowAfter()],
  ['column', (person) => inCell(person).commands.addColumnAfter()],
]

test.each(additions)(
  'undoing a %s that was added leaves what a colleague wrote in it',
  (_, add) => {
    const [ann, bob] = two()
    ann.editor.commands.setTextSelection(9)
    add(ann)
    tell(ann, bob)
    typeBehind(bob, '', 'mots de Bob')
    tell(bob, ann)
    // Once more: what stood there stands in items of its own since.
    for (const again of [false, true]) {
      if (again) ann.editor.commands.redo()
      ann.editor.commands.undo()
      tell(ann, bob)
      expect(textOf(ann)).toContain('mots de Bob')
      expect(textOf(bob)).toBe(textOf(ann))
      expect(ann.editor.state.doc.textContent).toContain('mots de Bob')
    }
  },
)

test('undoing a table that nobody else wrote in takes all of it away', () => {
  const [ann] = two()
  ann.editor.commands.setTextSelection(9)
  ann.editor.commands.insertCells({ rows: 2, columns: 2, header: true })
  ann.editor.commands.insertContent('mots d’Ann')
  ann.editor.commands.undo()
  expect(textOf(ann)).toBe('Un début\nUne suite')
})
