import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkParts } from '#lib/document/check-parts.ts'
import { section } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { demoProject } from '#lib/domain/demo.ts'
import { template } from '#lib/domain/template.ts'

const PART = template.sections[0]?.id ?? ''
let doc: Y.Doc
let part: Y.XmlFragment

beforeEach(() => {
  doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(demoProject).update)
  part = section(doc, PART)
})
afterEach(() => doc.destroy())

function element(name: string, children: (Y.XmlElement | Y.XmlText)[] = []): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}

function marked(mark: string): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta([{ insert: 'words', attributes: { [mark]: {} } }])
  return text
}

test('a whole project is valid, and so is a part of which everything was deleted', () => {
  expect(checkParts(doc)).toEqual([])
  part.delete(0, part.length)
  expect(checkParts(doc)).toEqual([])
})

const paragraph = () => element('paragraph', [new Y.XmlText('words')])
const row = () => element('tableRow', [element('tableCell', [paragraph()])])

test.each([
  ['a table without rows', 1, () => element('table')],
  [
    'a cell without a paragraph, alone in its row',
    2,
    () => element('tableRow', [element('tableCell')]),
  ],
  ['a table in a cell', 1, () => element('tableCell', [paragraph(), element('table', [row()])])],
  ['a row outside of a table', 1, row],
  ['a node that no editor knows', 1, () => element('script', [new Y.XmlText('words')])],
  ['a mark that no editor knows', 1, () => element('paragraph', [marked('blink')])],
  ['a text outside of a paragraph', 1, () => new Y.XmlText('words')],
])('%s is counted in its part', (_, nodes, make) => {
  part.insert(part.length, [make()])
  expect(checkParts(doc)).toEqual([{ sectionId: PART, nodes }])
})

test('each part has its own count', () => {
  part.insert(0, [element('table'), element('table'), paragraph()])
  section(doc, 'initial-diagnosis').insert(0, [element('table')])
  expect(checkParts(doc)).toEqual(
    expect.arrayContaining([
      { sectionId: PART, nodes: 2 },
      { sectionId: 'initial-diagnosis', nodes: 1 },
    ]),
  )
})
