// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { blankProject } from '#lib/domain/blank-project.ts'
import { type Block, paragraph } from '#lib/domain/block.ts'
import { demoProject } from '#lib/domain/demo.ts'
import { template } from '#lib/domain/template.ts'
import {
  type CoWriter,
  close,
  coWriters,
  editorOn,
  exchange,
  typeInto,
} from '#tests/support/co-writers.ts'

let open: CoWriter[] = []

afterEach(() => close(open))

const rich: Block[] = [
  {
    ...paragraph(''),
    inline: [
      { type: 'text', text: 'un ', marks: [] },
      {
        type: 'text',
        text: 'mot',
        marks: [{ type: 'link', href: 'https://exemple.fr/a' }, { type: 'bold' }],
      },
      { type: 'hardBreak' },
      { type: 'text', text: 'et ', marks: [{ type: 'superscript' }] },
      { type: 'mention', id: 'act-1', label: 'Mme Exemple', entity: 'actor' },
    ],
  },
  { type: 'horizontalRule' },
  {
    type: 'table',
    rows: [
      {
        cells: [
          { header: true, colspan: 1, rowspan: 1, colwidth: [120], content: [paragraph('A')] },
          {
            header: false,
            colspan: 2,
            rowspan: 1,
            colwidth: null,
            content: [paragraph('B', 'bullet')],
          },
        ],
      },
    ],
  },
  { ...paragraph('fait', 'task'), checked: true, indent: 3 },
]

function recordUpdates(doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  return updates
}

test.each([
  ['the demo', demoProject],
  ['a blank project', blankProject({ template, header: {} })],
])('opening every part of %s writes nothing', (_, project) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(project).update)
  const updates = recordUpdates(doc)
  const editor = editorOn(doc)
  expect(editor.state.doc.childCount).toBeGreaterThan(0)
  editor.destroy()
  expect(updates).toEqual([])
})

test('the editor shows each kind of block, and typing beside them changes none', () => {
  open = coWriters(2, [...rich, paragraph('fin')])
  const [ann] = open
  if (!ann) throw new Error('two writers were asked for')
  typeInto(ann, 4, ' du texte')
  exchange(open)
  for (const { blocks } of open) expect(blocks()).toEqual([...rich, paragraph('fin du texte')])
})

test('what is written by code and what is typed have one shape: typing adds text alone', () => {
  open = coWriters(1, [paragraph('un', 'bullet')])
  const [ann] = open
  if (!ann) throw new Error('a writer was asked for')
  const before = attributesOf(ann.doc)
  typeInto(ann, 0, ' mot')
  expect(attributesOf(ann.doc)).toEqual(before)
})

test('two people who begin an empty part at once write in the same paragraph', () => {
  open = coWriters(2, [paragraph('')])
  const [ann, bob] = open
  if (!ann || !bob) throw new Error('two writers were asked for')
  typeInto(ann, 0, 'ensemble')
  typeInto(bob, 0, 'partout')
  exchange(open)
  for (const { blocks } of open) expect(blocks()).toHaveLength(1)
  expect(ann.blocks()).toEqual(bob.blocks())
  const text = JSON.stringify(ann.blocks())
  expect(text).toContain('ensemble')
  expect(text).toContain('partout')
})

test.each([
  [10, 11, 12],
  [11, 12, 10],
  [12, 10, 11],
  [12, 11, 10],
])(
  'three people begin one paragraph at once, with the ids %i, %i and %i: nothing goes',
  (...clientIds) => {
    open = coWriters(3, [paragraph('avant')], clientIds)
    const [ann] = open
    ann?.editor.chain().focus('end').splitBlock().run()
    exchange(open)
    for (const [index, text] of ['un', 'deux', 'trois'].entries()) {
      const writer = open[index]
      if (writer) typeInto(writer, 1, text)
    }
    exchange(open)
    exchange(open)
    for (const { blocks } of open) {
      expect(blocks()).toHaveLength(2)
      const text = JSON.stringify(blocks()[1])
      for (const word of ['un', 'deux', 'trois']) expect(text).toContain(word)
    }
  },
)

test('undoing what made an empty paragraph takes the whole of it back', () => {
  open = coWriters(1, [paragraph('avant')])
  const [ann] = open
  if (!ann) throw new Error('a writer was asked for')
  const fragment = section(ann.doc, 'framework')
  ann.editor.chain().focus('end').splitBlock().run()
  expect(fragment.toString()).toBe(
    '<paragraph checked="false" indent="0">avant</paragraph><paragraph checked="false" indent="0"></paragraph>',
  )
  ann.editor.commands.undo()
  expect(ann.blocks()).toEqual([paragraph('avant')])
  ann.editor.commands.redo()
  expect(ann.blocks()).toEqual([paragraph('avant'), paragraph('')])
})

test('after someone deletes the whole fragment the editor stands, and writing goes on', () => {
  open = coWriters(2, [paragraph('un'), { type: 'horizontalRule' }])
  const [ann, bob] = open
  if (!ann || !bob) throw new Error('two writers were asked for')
  const fragment = section(bob.doc, 'framework')
  bob.editor.destroy()
  fragment.delete(0, fragment.length)
  exchange(open)
  expect(ann.blocks()).toEqual([])
  typeInto(ann, 0, 'de nouveau')
  expect(ann.blocks()).toEqual([paragraph('de nouveau')])
})

test('a link that is no address reaches the page without its address', () => {
  open = coWriters(1, [paragraph('un mot')])
  const [ann] = open
  if (!ann) throw new Error('a writer was asked for')
  const text = section(ann.doc, 'framework').get(0)
  const run = text instanceof Y.XmlElement ? text.get(0) : null
  if (!(run instanceof Y.XmlText)) throw new Error('a run of text was expected')
  run.format(0, 2, { link: { href: 'javascript:alert(1)' } })
  expect(ann.editor.getHTML()).not.toContain('javascript')
  expect(ann.editor.commands.setLink({ href: 'javascript:alert(1)' })).toBe(false)
})

function attributesOf(doc: Y.Doc): unknown {
  const first = section(doc, 'framework').get(0)
  return first instanceof Y.XmlElement ? first.getAttributes() : null
}
