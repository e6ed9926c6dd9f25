import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { headerFields, recordFields } from '#lib/document/records.ts'
import { header, records, section } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { addRecord, writeFields } from '#lib/document/write.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import { paragraph } from '#lib/domain/block.ts'
import { demoProject } from '#lib/domain/demo.ts'
import type { RefusalCode } from '#server/sync/guard/refusal.ts'
import { UpdateRefused } from '#server/sync/guard/refusal.ts'
import { inspectUpdate, type Verdict } from '#server/sync/guard.ts'
import { blankUpdate, PART, sections } from '#tests/support/room-of-peers.ts'

let server: Y.Doc
let client: Y.Doc

beforeEach(() => {
  server = new Y.Doc()
  client = new Y.Doc()
  Y.applyUpdate(server, blankUpdate())
  Y.applyUpdate(client, Y.encodeStateAsUpdate(server))
})

afterEach(() => {
  server.destroy()
  client.destroy()
})

/** What a client writes that the server lacks. */
function written(write: (doc: Y.Doc) => void, doc = client): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.transact(() => write(doc))
  return Y.encodeStateAsUpdate(doc, before)
}

function verdictOf(update: Uint8Array): Verdict['kind'] | RefusalCode {
  try {
    return inspectUpdate(server, update, sections).kind
  } catch (error) {
    if (error instanceof UpdateRefused) return error.code
    throw error
  }
}

const verdictOn = (write: (doc: Y.Doc) => void) => verdictOf(written(write))
const part = (doc: Y.Doc) => section(doc, PART)
const firstBlock = (doc: Y.Doc) => part(doc).get(0) as Y.XmlElement
const newBlock = (doc: Y.Doc) => {
  const block = new Y.XmlElement('paragraph')
  part(doc).insert(0, [block])
  return block
}
const element = (name: string) => new Y.XmlElement(name)
/** Shared types whose methods refuse what a hostile client can still encode. */
const loose = (doc: Y.Doc) => part(doc) as unknown as Y.Array<unknown>

describe('roots', () => {
  test.each([
    [
      'a part of no template',
      (doc: Y.Doc) => doc.getXmlFragment('section:nowhere').insert(0, [element('paragraph')]),
    ],
    ['a root of its own', (doc: Y.Doc) => doc.getMap('hacked').set('a', 1)],
    ['records of no entity', (doc: Y.Doc) => doc.getMap('records:pupil').set('a', new Y.Map())],
    ['__proto__', (doc: Y.Doc) => doc.getMap('__proto__').set('a', 1)],
  ])('[G1] %s is refused', (_, write) => {
    expect(verdictOn(write)).toBe('undeclared_root')
  })
})

describe('the root of a part', () => {
  test.each([
    ['text', (doc: Y.Doc) => part(doc).insert(0, [new Y.XmlText('a')])],
    ['a map', (doc: Y.Doc) => loose(doc).insert(0, [new Y.Map()])],
    ['an array', (doc: Y.Doc) => loose(doc).insert(0, [new Y.Array()])],
    ['a Y.Text', (doc: Y.Doc) => loose(doc).insert(0, [new Y.Text('a')])],
    ['a fragment', (doc: Y.Doc) => loose(doc).insert(0, [new Y.XmlFragment()])],
    ['a hook', (doc: Y.Doc) => loose(doc).insert(0, [new Y.XmlHook('h')])],
    ['plain values', (doc: Y.Doc) => loose(doc).insert(0, [1, 'a', { b: 2 }])],
    ['bytes', (doc: Y.Doc) => loose(doc).insert(0, [Uint8Array.of(1)])],
    ['a sub-document', (doc: Y.Doc) => loose(doc).insert(0, [new Y.Doc()])],
  ])('[G2] takes no %s', (_, write) => {
    // A hostile client names the same root as another type.
    const hostile = new Y.Doc()
    hostile.getArray(`section:${PART}`)
    const update = written((doc) => write(asArrayRoot(doc)), hostile)
    expect(verdictOf(update)).toBe('wrong_kind')
  })

  test('[G2] takes no key', () => {
    const hostile = new Y.Doc()
    const update = written(
      (doc) => doc.getMap(`section:${PART}`).set('body', element('paragraph')),
      hostile,
    )
    expect(verdictOf(update)).toBe('wrong_attribute')
  })

  test('[G2] takes no string content', () => {
    const hostile = new Y.Doc()
    const update = written((doc) => doc.getText(`section:${PART}`).insert(0, 'x'), hostile)
    expect(verdictOf(update)).toBe('wrong_kind')
  })
})

/** The document, seen by the writers above through an array where the part is. */
function asArrayRoot(doc: Y.Doc): Y.Doc {
  const root = doc.getArray(`section:${PART}`)
  return { getXmlFragment: () => root } as unknown as Y.Doc
}

describe('elements and text', () => {
  test.each([
    ['a script', (doc: Y.Doc) => part(doc).insert(0, [element('script')]), 'wrong_place'],
    [
      'a row outside a table',
      (doc: Y.Doc) => part(doc).insert(0, [element('tableRow')]),
      'wrong_place',
    ],
    [
      'a block in a block',
      (doc: Y.Doc) => newBlock(doc).insert(0, [element('paragraph')]),
      'wrong_place',
    ],
    [
      'a name of Object',
      (doc: Y.Doc) => part(doc).insert(0, [element('constructor')]),
      'wrong_place',
    ],
    [
      'a map in a block',
      (doc: Y.Doc) => newBlock(doc).insert(0, [new Y.Map() as unknown as Y.XmlText]),
      'wrong_kind',
    ],
    [
      'text in a table',
      (doc: Y.Doc) => {
        const table = element('table')
        part(doc).insert(0, [table])
        table.insert(0, [new Y.XmlText('a')])
      },
      'wrong_kind',
    ],
    [
      'a child of text',
      (doc: Y.Doc) => {
        const text = new Y.XmlText('a')
        newBlock(doc).insert(0, [text])
        text.insertEmbed(0, element('paragraph'))
      },
      'wrong_kind',
    ],
  ] as const)('[G3] %s is refused', (_, write, code) => {
    expect(verdictOn(write)).toBe(code)
  })

  test.each([
    ['an unknown one', 'onclick', 'alert(1)'],
    ['an unknown kind', 'kind', 'h1'],
    ['an indent out of range', 'indent', 99],
    ['a kind that is no string', 'kind', { toString: 'h3' }],
    ['__proto__', '__proto__', 'x'],
  ])('[G4] %s among the attributes is refused', (_, name, value) => {
    const set = (doc: Y.Doc) => firstBlock(doc).setAttribute(name, value as string)
    expect(verdictOn(set)).toBe('wrong_attribute')
  })

  test('[G4] a shared type as an attribute is refused', () => {
    const set = (doc: Y.Doc) =>
      firstBlock(doc).setAttribute('kind', new Y.Map() as unknown as string)
    expect(verdictOn(set)).toBe('wrong_attribute')
  })

  test.each([
    ['an unknown mark', { script: {} }],
    ['a link that runs code', { link: { href: 'javascript:alert(1)' } }],
    ['a mark with more than it has', { bold: { style: 'x' } }],
  ])('[G5] %s is refused', (_, marks) => {
    const write = (doc: Y.Doc) => {
      const text = new Y.XmlText()
      newBlock(doc).insert(0, [text])
      text.insert(0, 'a', marks)
    }
    expect(verdictOn(write)).toBe('wrong_mark')
  })

  test('[G5] an embed in text is refused', () => {
    const write = (doc: Y.Doc) => {
      const text = new Y.XmlText()
      newBlock(doc).insert(0, [text])
      text.insertEmbed(0, { image: 'https://elsewhere.test/a.png' })
    }
    expect(verdictOn(write)).toBe('wrong_kind')
  })

  test('[G5] an attribute of text is refused', () => {
    const write = (doc: Y.Doc) => {
      const text = new Y.XmlText()
      newBlock(doc).insert(0, [text])
      text.setAttribute('kind', 'h3')
    }
    expect(verdictOn(write)).toBe('wrong_attribute')
  })
})

describe('records and header', () => {
  const need = (doc: Y.Doc) => records(doc, 'need')
  const set = (key: string, value: unknown) => (doc: Y.Doc) => {
    const record = new Y.Map<unknown>()
    need(doc).set('n1', record)
    record.set(key, value)
  }

  test.each([
    ['a value', (doc: Y.Doc): unknown => doc.getMap('records:need').set('n1', 'x'), 'wrong_kind'],
    ['a text', (doc: Y.Doc) => doc.getMap('records:need').set('n1', new Y.Text()), 'wrong_kind'],
    ['__proto__', (doc: Y.Doc) => need(doc).set('__proto__', new Y.Map()), 'wrong_field'],
    ['a long id', (doc: Y.Doc) => need(doc).set('n'.repeat(101), new Y.Map()), 'wrong_field'],
  ] as const)('[G6] %s in the place of a record is refused', (_, write, code) => {
    expect(verdictOn(write)).toBe(code)
  })

  test('[G6] a list where records are is refused', () => {
    const hostile = new Y.Doc()
    const update = written((doc) => doc.getArray('records:need').insert(0, [new Y.Map()]), hostile)
    expect(verdictOf(update)).toBe('wrong_field')
  })

  test.each([
    ['an unknown field', set('pupil', 'x')],
    ['a field of Object', set('constructor', 'x')],
    ['a text where a title is', set('title', new Y.Text('x'))],
    ['a title where a text is', set('description', 'x')],
    ['a title without end', set('title', 'x'.repeat(501))],
    ['an object', set('title', { a: 1 })],
    ['a status that is none', set('status', 'hacked')],
    ['not a number', set('priority', Number.NaN)],
    ['bytes', set('title', Uint8Array.of(1))],
    ['an XML text where a text is', set('description', new Y.XmlText('x'))],
  ])('[G7] %s in a record is refused', (_, write) => {
    expect(verdictOn(write)).toBe('wrong_field')
  })

  test('[G7] a shared type that would replace one with words in it is refused', () => {
    expect(verdictOn((doc) => header(doc).set('summary', new Y.Text('mine')))).toBe('wrong_field')
  })

  test('[G8] a format in a record’s text is refused', () => {
    const write = (doc: Y.Doc) =>
      (header(doc).get('summary') as Y.Text).insert(0, 'a', { bold: {} })
    expect(verdictOn(write)).toBe('wrong_kind')
  })

  test('[G8] an embed in a record’s text is refused', () => {
    const write = (doc: Y.Doc) => (header(doc).get('summary') as Y.Text).insertEmbed(0, { a: 1 })
    expect(verdictOn(write)).toBe('wrong_kind')
  })

  test.each([
    ['an entry that is no level', 'hacked', true],
    ['an entry that is not true', '2gt', 'yes'],
  ])('[G8] %s in a set is refused', (_, key, value) => {
    const write = (doc: Y.Doc) => (header(doc).get('levels') as Y.Map<unknown>).set(key, value)
    expect(verdictOn(write)).toBe('wrong_field')
  })
})

describe('honest writing', () => {
  test('[G14] the whole demo is admitted, written by a client into an empty document', () => {
    server.destroy()
    server = new Y.Doc()
    const { update } = createDocument(demoProject)
    // The header is the server's: it is there before anyone writes.
    const base = new Y.Doc()
    Y.applyUpdate(base, blankUpdate())
    Y.applyUpdate(server, Y.encodeStateAsUpdate(base))
    const demo = new Y.Doc()
    Y.applyUpdate(demo, update)
    const copy = written((doc) => {
      for (const { id, content } of demoProject.sections) appendBlocks(section(doc, id), content)
      for (const one of demoProject.needs)
        addRecord(doc, 'need', { id: one.id, record: one, order: 'a0' })
      for (const one of demoProject.actions)
        addRecord(doc, 'action', { id: one.id, record: one, order: 'a0' })
    }, base)
    expect(verdictOf(copy)).toBe('write')
  })

  test('[G14] marks, kinds, tables and mentions are admitted', () => {
    const cell = (text: string) => ({
      header: false,
      colspan: 1,
      rowspan: 2,
      colwidth: [120],
      content: [paragraph(text)],
    })
    const write = (doc: Y.Doc) =>
      appendBlocks(part(doc), [
        { ...paragraph('tâche', 'task'), checked: true, indent: 2 },
        { type: 'table', rows: [{ cells: [cell('a'), { ...cell('b'), header: true }] }] },
        { type: 'horizontalRule' },
        {
          ...paragraph(''),
          inline: [
            {
              type: 'text',
              text: 'a',
              marks: [{ type: 'link', href: 'https://x.test' }, { type: 'bold' }],
            },
            { type: 'hardBreak' },
            { type: 'mention', id: 'n1', label: 'Besoin', entity: 'need' },
          ],
        },
      ])
    expect(verdictOn(write)).toBe('write')
  })

  test('[G14] fields of a record that is there, and of the header, are admitted', () => {
    const first = written((doc) => {
      const need = new Y.Map<unknown>()
      records(doc, 'need').set('n1', need)
      writeFields(need, recordFields('need'), { title: 'a', description: 'b', levels: ['2gt'] })
    })
    expect(verdictOf(first)).toBe('write')
    Y.applyUpdate(server, first)
    const second = written((doc) => {
      records(doc, 'need').get('n1')?.set('title', 'b')
      const levels = records(doc, 'need').get('n1')?.get('levels') as Y.Map<boolean>
      levels.set('1g', true)
      levels.delete('2gt')
      header(doc).set('city', 'Dijon')
      const summary = header(doc).get('summary') as Y.Text
      summary.insert(0, 'texte')
    })
    expect(verdictOf(second)).toBe('write')
    expect(Object.keys(headerFields)).toContain('city')
  })

  test('[G13] typing is judged where it stands, however long the chain of neighbours', () => {
    const text = new Y.XmlText()
    const start = written((doc) => newBlock(doc).insert(0, [text]))
    expect(verdictOf(start)).toBe('write')
    Y.applyUpdate(server, start)
    const typing: Uint8Array[] = []
    client.on('update', (update: Uint8Array) => typing.push(update))
    for (let index = 0; index < 3000; index++) text.insert(Math.floor(index / 2), 'x')
    expect(verdictOf(Y.mergeUpdates(typing))).toBe('write')
  })

  test('[G13] a forbidden value that hides behind a neighbour is refused', () => {
    const hide = written((doc) => firstBlock(doc).setAttribute('kind', 'h3'))
    Y.applyUpdate(server, hide)
    // Overwriting a key: the struct names its neighbour alone.
    expect(verdictOn((doc) => firstBlock(doc).setAttribute('kind', 'h1'))).toBe('wrong_attribute')
  })

  test('[G10] deleting everything at once is admitted', () => {
    const write = (doc: Y.Doc) => {
      for (const id of sections) section(doc, id).delete(0, section(doc, id).length)
      for (const key of [...header(doc).keys()]) header(doc).delete(key)
    }
    expect(verdictOn(write)).toBe('write')
  })

  test('[G10] offline text that was typed and erased is admitted', () => {
    const write = () => {
      const block = newBlock(client)
      const text = new Y.XmlText('typed and erased')
      block.insert(0, [text])
      text.delete(0, 5)
    }
    const before = Y.encodeStateVector(server)
    client.transact(write)
    client.transact(() => part(client).delete(0, 1))
    expect(verdictOf(Y.encodeStateAsUpdate(client, before))).toBe('write')
  })

  test('[G10] the rest of a word whose beginning was collected with its block is admitted', () => {
    const text = new Y.XmlText()
    Y.applyUpdate(
      server,
      written(() => newBlock(client).insert(0, [text])),
    )
    Y.applyUpdate(
      server,
      written(() => text.insert(0, 'begin')),
    )
    text.insert(5, 'ning')
    part(server).delete(0, 1)
    const whole = Y.encodeStateAsUpdate(client)
    expect(verdictOf(whole)).toBe('write')
    Y.applyUpdate(server, whole)
    expect(server.store.pendingStructs).toBeNull()
    expect(Y.encodeStateVector(server)).toEqual(Y.encodeStateVector(client))
    expect(part(server).length).toBe(part(client).length - 1)
  })

  test('[G12] what the document has is a no-op', () => {
    const update = written((doc) => newBlock(doc))
    Y.applyUpdate(server, update)
    expect(verdictOf(update)).toBe('no-op')
    expect(verdictOf(Y.encodeStateAsUpdate(server))).toBe('no-op')
    expect(verdictOf(Y.encodeStateAsUpdate(new Y.Doc()))).toBe('no-op')
  })

  test('[G12] a deletion that the document has is a no-op, a new one is not', () => {
    const update = written((doc) => part(doc).delete(0, 1))
    expect(verdictOf(update)).toBe('write')
    Y.applyUpdate(server, update)
    expect(verdictOf(update)).toBe('no-op')
  })
})

describe('gaps', () => {
  test('[G9] an update without the one before it is a gap', () => {
    written((doc) => newBlock(doc))
    expect(verdictOn((doc) => newBlock(doc))).toBe('gap')
  })

  test('[G9] an update on what another client wrote, unknown here, is a gap', () => {
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(client))
    const theirs = written((doc) => newBlock(doc), other)
    Y.applyUpdate(client, theirs)
    const mine = written((doc) => part(doc).insert(1, [element('paragraph')]))
    expect(verdictOf(mine)).toBe('gap')
    expect(verdictOf(Y.mergeUpdates([theirs, mine]))).toBe('write')
  })

  test('[G9] the deletion of what is unknown is a gap', () => {
    const unknown = written((doc) => newBlock(doc))
    const deletion = written((doc) => part(doc).delete(0, 1))
    expect(verdictOf(deletion)).toBe('gap')
    Y.applyUpdate(server, unknown)
    expect(verdictOf(deletion)).toBe('write')
  })

  test('[G9] an update with a hole in it is a gap', () => {
    const updates = [1, 2, 3].map(() => written((doc) => newBlock(doc)))
    const [first, , third] = updates
    expect(verdictOf(Y.mergeUpdates([first, third] as Uint8Array[]))).toBe('gap')
  })
})
