import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf } from '#server/store/document-content.ts'
import { buildSnapshot } from '#server/store/snapshot.ts'

/** One step of a writer, on any kind of shared type. */
const steps: ((doc: Y.Doc, n: number) => void)[] = [
  (doc, n) => doc.getText('body').insert(n % (doc.getText('body').length + 1), `m${n} `),
  (doc, n) => {
    const text = doc.getText('body')
    if (text.length > 0)
      text.delete(n % text.length, 1 + (n % Math.min(3, text.length - (n % text.length))))
  },
  (doc, n) =>
    doc.getText('body').format(0, doc.getText('body').length, { bold: n % 2 === 0 || null }),
  (doc, n) => doc.getMap('header').set(`key${n % 4}`, n),
  (doc, n) => doc.getMap('header').delete(`key${n % 4}`),
  (doc, n) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.setAttribute('kind', n % 2 ? 'h3' : 'bullet')
    paragraph.insert(0, [new Y.XmlText(`p${n}`)])
    doc.getXmlFragment('section:a').insert(0, [paragraph])
  },
  (doc, n) => {
    const fragment = doc.getXmlFragment('section:a')
    if (fragment.length > 0) fragment.delete(n % fragment.length, 1)
  },
  (doc, n) => {
    const record = new Y.Map<unknown>()
    record.set('title', new Y.Text(`t${n}`))
    doc.getMap('records:need').set(`id${n % 3}`, record)
  },
]

const edits = fc.array(
  fc.record({
    writer: fc.nat(1),
    step: fc.nat(steps.length - 1),
    n: fc.nat(1000),
    isExchanged: fc.boolean(),
  }),
  { minLength: 1, maxLength: 200 },
)

/** The updates of two writers who now and then learn what the other wrote. */
function updatesOf(
  script: readonly { writer: number; step: number; n: number; isExchanged: boolean }[],
) {
  const writers = [new Y.Doc(), new Y.Doc()] as const
  const updates: Uint8Array[] = []
  for (const doc of writers) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'exchange') updates.push(update)
    })
  }
  for (const { writer, step, n, isExchanged } of script) {
    const doc = writer === 0 ? writers[0] : writers[1]
    doc.transact(() => steps[step]?.(doc, n))
    if (!isExchanged) continue
    Y.applyUpdate(writers[0], Y.encodeStateAsUpdate(writers[1]), 'exchange')
    Y.applyUpdate(writers[1], Y.encodeStateAsUpdate(writers[0]), 'exchange')
  }
  return updates
}

function docOf(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

test('a snapshot, and a snapshot of a snapshot, hold what the rows hold', async () => {
  await fc.assert(
    fc.asyncProperty(edits, fc.nat(200), async (script, cut) => {
      const updates = updatesOf(script)
      const expected = contentOf(docOf(...updates))
      const first = await buildSnapshot({ snapshot: null, updates: updates.slice(0, cut) })
      const second = await buildSnapshot({ snapshot: first.state, updates: updates.slice(cut) })
      expect(contentOf(docOf(second.state))).toEqual(expected)
      expect(contentOf(docOf(first.state, ...updates.slice(cut)))).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

test('two snapshots of the same rows are the same bytes', async () => {
  const updates = updatesOf(
    Array.from({ length: 150 }, (_, n) => ({
      ...{ writer: n % 2, step: n % steps.length, n: n * 7 },
      isExchanged: n % 5 === 0,
    })),
  )
  const [one, two] = await Promise.all([
    buildSnapshot({ snapshot: null, updates }),
    buildSnapshot({ snapshot: null, updates }),
  ])
  expect(one).toEqual(two)
  expect(one.sha256).toHaveLength(32)
})

test('an update that waits for an earlier one is still in the snapshot', async () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of ['un ', 'deux ', 'trois']) {
    doc.getText('body').insert(doc.getText('body').length, word)
  }
  const [first, missing, last] = updates
  if (!first || !missing || !last) throw new Error('three updates')
  const { state } = await buildSnapshot({ snapshot: null, updates: [first, last] })
  expect(docOf(state).getText('body').toString()).toBe('un ')
  expect(docOf(state, missing).getText('body').toString()).toBe('un deux trois')
})

test('deleted text is not kept in the snapshot', async () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText('body').insert(0, 'un mot effacé')
  doc.getText('body').delete(0, 13)
  const { state } = await buildSnapshot({ snapshot: null, updates })
  expect(Buffer.from(state).includes('effacé')).toBe(false)
})

test('contents that differ anywhere are told apart', () => {
  const change = (edit: (doc: Y.Doc) => void) => {
    const doc = docOf(
      ...updatesOf(steps.map((_, step) => ({ writer: 0, step, n: 12, isExchanged: false }))),
    )
    edit(doc)
    return contentOf(docOf(Y.encodeStateAsUpdate(doc)))
  }
  const same = change(() => undefined)
  expect(change(() => undefined)).toEqual(same)
  const paragraph = (doc: Y.Doc) => {
    const element = new Y.XmlElement('paragraph')
    doc.getXmlFragment('section:a').insert(0, [element])
    return element
  }
  const different = [
    change((doc) => doc.getText('body').insert(0, 'x')),
    change((doc) => doc.getText('body').insert(0, 'x', { italic: true })),
    change((doc) => doc.getMap('header').set('other', null)),
    change((doc) => paragraph(doc)),
    change((doc) => paragraph(doc).setAttribute('indent', '1')),
    change((doc) => doc.getXmlFragment('section:a').insert(0, [new Y.XmlElement('table')])),
  ]
  const texts = [same, ...different].map((content) => JSON.stringify(content))
  expect(new Set(texts).size).toBe(texts.length)
})
