// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { section } from '#lib/document/schema.ts'
import { type Block, blockText, paragraph, type TableCell } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters, editorOn, exchange } from '#tests/support/co-writers.ts'

let open: CoWriter[] = []
let editors: Editor[] = []

afterEach(() => {
  close(open)
  for (const editor of editors) editor.destroy()
  open = []
  editors = []
})

function cell(text: string, header = false): TableCell {
  return { header, colspan: 1, rowspan: 1, colwidth: null, content: [paragraph(text)] }
}

function table(...rows: TableCell[][]): Block {
  return { type: 'table', rows: rows.map((cells) => ({ cells })) }
}

const plain = table([cell('Qui'), cell('Quoi')], [cell('Ann'), cell('Lire')])

/** Which cells head something, row by row. */
function headersOf(blocks: Block[]): boolean[][] {
  return blocks.flatMap((block) =>
    block.type === 'table' ? block.rows.map(({ cells }) => cells.map(({ header }) => header)) : [],
  )
}

function inFirstCell({ editor }: Pick<CoWriter, 'editor'>) {
  return editor.chain().setTextSelection(4)
}

/** A table as version 1 wrote it: its header cells are nodes of another name. */
function oldTable(): Y.XmlElement {
  const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]) => {
    const created = new Y.XmlElement(name)
    created.insert(0, children)
    return created
  }
  const old = (name: string, words: string) =>
    element(name, element('paragraph', new Y.XmlText(words)))
  return element(
    'table',
    element('tableRow', old('tableHeader', 'Qui'), old('tableHeader', 'Quoi')),
    element('tableRow', old('tableCell', 'Ann'), old('tableCell', 'Lire')),
  )
}

test('a row becomes headers, and plain cells again, while others type in it: every word is kept', () => {
  open = coWriters(3, [plain])
  const [ann, bob, cy] = open
  if (!(ann && bob && cy)) throw new Error('three writers were asked for')
  for (const headed of [true, false]) {
    inFirstCell(ann).toggleHeaderRow().run()
    inFirstCell(bob).insertContent('b').run()
    inFirstCell(cy).insertContent('c').run()
    exchange(open)
    exchange(open)
    for (const { blocks } of open) {
      expect(headersOf(blocks())).toEqual([
        [headed, headed],
        [false, false],
      ])
    }
  }
  for (const { blocks } of open) {
    const [row] = blocks().map(blockText)[0]?.split('\n') ?? []
    expect([...(row ?? '')].sort().join('')).toBe([...'Qui\tQuoibbcc'].sort().join(''))
  }
})

test('a row that becomes headers is a small update: its cells are not written again', () => {
  open = coWriters(1, [plain])
  const [ann] = open
  const sizes: number[] = []
  ann?.doc.on('update', (update: Uint8Array) => sizes.push(update.byteLength))
  if (ann) inFirstCell(ann).toggleHeaderRow().run()
  expect(sizes).toHaveLength(1)
  expect(sizes[0]).toBeLessThan(80)
})

test('the headers of a version 1 document are read, shown and changed, and stay the same cells', () => {
  const doc = new Y.Doc()
  const part = section(doc, 'framework')
  part.insert(0, [oldTable()])
  const first = part.firstChild
  const editor = editorOn(doc)
  editors = [editor]
  const tags = () =>
    [...editor.view.dom.querySelectorAll('th')].map(({ textContent }) => textContent)
  expect(headersOf(readBlocks(part))[0]).toEqual([true, true])
  expect(tags()).toEqual(['Qui', 'Quoi'])
  inFirstCell({ editor }).toggleHeaderRow().run()
  expect(headersOf(readBlocks(part))[0]).toEqual([false, false])
  expect(tags()).toEqual([])
  inFirstCell({ editor }).toggleHeaderRow().run()
  expect(tags()).toEqual(['Qui', 'Quoi'])
  expect(part.firstChild).toBe(first)
  expect(part.toString().match(/<tableheader/g)).toHaveLength(2)
})

test('a column that is added has its header, a row that is added has none but on the left', () => {
  open = coWriters(1, [
    table([cell('', true), cell('Quoi', true)], [cell('Ann', true), cell('Lire')]),
  ])
  const [ann] = open
  if (!ann) throw new Error('one writer was asked for')
  inFirstCell(ann).addColumnAfter().run()
  expect(headersOf(ann.blocks())).toEqual([
    [true, true, true],
    [true, false, false],
  ])
  inFirstCell(ann).addRowAfter().run()
  expect(headersOf(ann.blocks())).toEqual([
    [true, true, true],
    [true, false, false],
    [true, false, false],
  ])
})
