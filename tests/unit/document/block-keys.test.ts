// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import { type Block, paragraph } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters } from '#tests/support/co-writers.ts'

let open: CoWriter[] = []

afterEach(() => close(open))

function writer(...blocks: Block[]): CoWriter {
  open = coWriters(1, blocks)
  const [only] = open
  if (!only) throw new Error('one writer was asked for')
  return only
}

/** Returns whether an extension handled the key; the browser's own effect does not happen here. */
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

const item = (text: string, indent = 0) => ({ ...paragraph(text, 'bullet'), indent })

test('Enter at the end of an item begins another of the same list', () => {
  const { editor, blocks } = writer(item('un', 1))
  editor.commands.focus('end')
  expect(press(editor, 'Enter')).toBe(true)
  type(editor, 'deux')
  expect(blocks()).toEqual([item('un', 1), item('deux', 1)])
})

test('Enter in the middle of an item cuts it in two items, and a new task is not done', () => {
  const task = { ...paragraph('faire et dire', 'task'), checked: true }
  const { editor, blocks } = writer(task)
  editor.commands.setTextSelection(6)
  press(editor, 'Enter')
  expect(blocks()).toEqual([
    { ...paragraph('faire', 'task'), checked: true },
    paragraph(' et dire', 'task'),
  ])
})

test('Enter in an empty item goes out one level, then ends the list', () => {
  const { editor, blocks } = writer(item('un'), item('', 1))
  editor.commands.focus('end')
  press(editor, 'Enter')
  expect(blocks()).toEqual([item('un'), item('')])
  press(editor, 'Enter')
  expect(blocks()).toEqual([item('un'), paragraph('')])
})

test('Enter at the end of a heading begins running text', () => {
  const { editor, blocks } = writer(paragraph('Titre', 'h3'))
  editor.commands.focus('end')
  press(editor, 'Enter')
  expect(blocks()).toEqual([paragraph('Titre', 'h3'), paragraph('')])
})

test('Backspace at the start removes the kind, then the indent, then joins', () => {
  const { editor, blocks } = writer(paragraph('un'), item('deux', 1))
  editor.commands.setTextSelection(5)
  press(editor, 'Backspace')
  expect(blocks()).toEqual([paragraph('un'), { ...paragraph('deux'), indent: 1 }])
  press(editor, 'Backspace')
  expect(blocks()).toEqual([paragraph('un'), paragraph('deux')])
  press(editor, 'Backspace')
  expect(blocks()).toEqual([paragraph('undeux')])
})

test('Tab and Shift+Tab indent between 0 and 4, and never leave the editor by themselves', () => {
  const { editor, blocks } = writer(item('un'))
  for (let times = 0; times < 6; times += 1) expect(press(editor, 'Tab')).toBe(true)
  expect(blocks()).toEqual([item('un', 4)])
  for (let times = 0; times < 6; times += 1) press(editor, 'Tab', { shiftKey: true })
  expect(blocks()).toEqual([item('un')])
})

test.each([
  ['- ', 'bullet'],
  ['* ', 'bullet'],
  ['1. ', 'ordered'],
  ['1) ', 'ordered'],
  ['[] ', 'task'],
  ['> ', 'quote'],
  ['### ', 'h3'],
  ['#### ', 'h4'],
] as const)('typing « %s » at the start makes %s', (signs, kind) => {
  const { editor, blocks } = writer(paragraph(''))
  type(editor, `${signs}mot`)
  expect(blocks()).toEqual([paragraph('mot', kind)])
})

test('typing « [x] » makes a task that is done', () => {
  const { editor, blocks } = writer(paragraph(''))
  type(editor, '[x] mot')
  expect(blocks()).toEqual([{ ...paragraph('mot', 'task'), checked: true }])
})

test('signs keep the indent, and are left as they are in the middle of a block', () => {
  const { editor, blocks } = writer({ ...paragraph(''), indent: 2 })
  type(editor, '- mot - suite')
  expect(blocks()).toEqual([item('mot - suite', 2)])
})

test('a selection over several blocks takes one kind, and loses it when all have it', () => {
  const { editor, blocks } = writer(paragraph('un'), paragraph('deux', 'h3'), paragraph('trois'))
  editor.commands.selectAll()
  editor.commands.toggleKind('ordered')
  expect(blocks().map((block) => 'kind' in block && block.kind)).toEqual(Array(3).fill('ordered'))
  editor.commands.toggleKind('ordered')
  expect(blocks()).toEqual([paragraph('un'), paragraph('deux'), paragraph('trois')])
})

test('tasks are checked together, and only tasks', () => {
  const { editor, blocks } = writer(paragraph('un', 'task'), paragraph('deux'))
  editor.commands.selectAll()
  editor.commands.toggleChecked()
  expect(blocks()).toEqual([{ ...paragraph('un', 'task'), checked: true }, paragraph('deux')])
})

test('Backspace after a mention and Delete before it take it away whole', () => {
  const mention = { type: 'mention', id: 'need-1', label: 'Lire', entity: 'need' } as const
  const block = { ...paragraph(''), inline: [mention] }
  const { editor, blocks } = writer(paragraph('un'), block, block)
  editor.commands.focus('end')
  expect(press(editor, 'Backspace')).toBe(true)
  editor.commands.setTextSelection(5)
  expect(press(editor, 'Delete')).toBe(true)
  expect(blocks()).toEqual([paragraph('un'), paragraph(''), paragraph('')])
})
