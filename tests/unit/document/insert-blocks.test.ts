// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import { type Block, paragraph, type TableCell } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters, exchange, typeInto } from '#tests/support/co-writers.ts'

let open: CoWriter[] = []

afterEach(() => close(open))

function writer(...blocks: Block[]): CoWriter {
  open = coWriters(1, blocks)
  const [only] = open
  if (!only) throw new Error('one writer was asked for')
  return only
}

function press(editor: Editor, key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, ...init })
  return editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event)) === true
}

function type(editor: Editor, text: string): void {
  for (const char of text) {
    const { from, to } = editor.state.selection
    const insert = () => editor.state.tr.insertText(char, from, to)
    const isHandled = editor.view.someProp('handleTextInput', (handle) =>
      handle(editor.view, from, to, char, insert),
    )
    if (isHandled !== true) editor.view.dispatch(insert())
  }
}

const rule: Block = { type: 'horizontalRule' }

const cell = (text: string, header = false): TableCell => ({
  ...{ header, colspan: 1, rowspan: 1, colwidth: null },
  content: [paragraph(text)],
})

const table = (...rows: TableCell[][]): Block => ({
  type: 'table',
  rows: rows.map((cells) => ({ cells })),
})

test('a rule comes after the block with the caret, with something to write in below', () => {
  const { editor, blocks } = writer(paragraph('un'))
  editor.chain().focus('start').insertRule().run()
  type(editor, 'deux')
  expect(blocks()).toEqual([paragraph('un'), rule, paragraph('deux')])
})

test('a rule comes before an empty block, in which one goes on', () => {
  const { editor, blocks } = writer(paragraph('un'), paragraph(''))
  editor.chain().focus('end').insertRule().run()
  type(editor, 'deux')
  expect(blocks()).toEqual([paragraph('un'), rule, paragraph('deux')])
})

test('a table comes with its header row, and the caret in its first cell', () => {
  const { editor, blocks } = writer(paragraph('un'))
  editor.chain().focus().insertCells({ rows: 2, columns: 2, header: true }).run()
  type(editor, 'tête')
  expect(blocks()).toEqual([
    paragraph('un'),
    table([cell('tête', true), cell('', true)], [cell(''), cell('')]),
    paragraph(''),
  ])
})

test('neither a table nor a rule comes into a table', () => {
  const { editor, blocks } = writer(table([cell('un')]))
  editor.commands.setTextSelection(4)
  expect(editor.commands.insertRule()).toBe(false)
  expect(editor.commands.insertCells({ rows: 1, columns: 1, header: false })).toBe(false)
  expect(blocks()).toEqual([table([cell('un')])])
})

test('Tab goes from cell to cell, and from the last one to a new row', () => {
  const { editor, blocks } = writer(paragraph('un'))
  editor.chain().focus().insertCells({ rows: 1, columns: 2, header: false }).run()
  type(editor, 'a')
  expect(press(editor, 'Tab')).toBe(true)
  type(editor, 'b')
  expect(press(editor, 'Tab')).toBe(true)
  type(editor, 'c')
  expect(press(editor, 'Tab', { shiftKey: true })).toBe(true)
  expect(press(editor, 'Tab', { shiftKey: true })).toBe(true)
  expect(press(editor, 'Tab', { shiftKey: true })).toBe(true)
  expect(blocks()[1]).toEqual(table([cell('a'), cell('b')], [cell('c'), cell('')]))
})

test('one writes after a table that ends the part', () => {
  const { editor, blocks } = writer(table([cell('un')]))
  editor.commands.setTextSelection(4)
  editor.commands.writeAfterTable()
  type(editor, 'suite')
  editor.commands.setTextSelection(4)
  editor.commands.writeAfterTable()
  type(editor, 'La ')
  expect(blocks()).toEqual([table([cell('un')]), paragraph('La suite')])
})

test('a table that one person inserts takes no word of the block where another types', () => {
  open = coWriters(2, [paragraph('un'), paragraph('')])
  const [ann, bob] = open
  if (!ann || !bob) throw new Error('two writers were asked for')
  ann.editor.chain().focus('end').insertCells({ rows: 1, columns: 1, header: false }).run()
  typeInto(bob, 1, 'deux')
  exchange(open)
  expect(ann.blocks()).toEqual([paragraph('un'), table([cell('')]), paragraph('deux')])
  expect(bob.blocks()).toEqual(ann.blocks())
})

test('an address that is typed becomes a link at the space after it', () => {
  const { editor, blocks } = writer(paragraph(''))
  type(editor, 'Voir https://exemple.fr, www.exemple.fr et cpe@exemple.fr ici')
  const link = (text: string, href: string) => ({
    ...{ type: 'text', text },
    marks: [{ type: 'link', href }],
  })
  const plain = (text: string) => ({ type: 'text', text, marks: [] })
  expect(blocks()).toEqual([
    {
      ...paragraph(''),
      inline: [
        plain('Voir '),
        link('https://exemple.fr', 'https://exemple.fr'),
        plain(', '),
        link('www.exemple.fr', 'https://www.exemple.fr'),
        plain(' et '),
        link('cpe@exemple.fr', 'mailto:cpe@exemple.fr'),
        plain(' ici'),
      ],
    },
  ])
})

test('what only looks like a part of an address stays a text', () => {
  const { editor, blocks } = writer(paragraph(''))
  type(editor, 'exemple.fr, www. et https:// puis 12@ ')
  expect(blocks()).toEqual([paragraph('exemple.fr, www. et https:// puis 12@ ')])
})
