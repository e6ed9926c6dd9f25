import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { isShared } from '#lib/document/fields.ts'
import { readProject } from '#lib/document/read.ts'
import { readRecords } from '#lib/document/read-records.ts'
import { entities, recordFields } from '#lib/document/records.ts'
import { header, records, recordsRoot } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { addRecord } from '#lib/document/write.ts'
import { demoProject } from '#lib/domain/demo.ts'
import { template } from '#lib/domain/template.ts'

const read = (doc: Y.Doc) => readProject(doc, { template, status: 'draft' })

function demoDocument(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(demoProject).update)
  return doc
}

test.each(entities)('a new %s has all its shared types from the start, though empty', (entity) => {
  const doc = new Y.Doc()
  const record = addRecord(doc, entity, { id: 'one', record: {}, order: 'a0' })
  for (const [name, field] of Object.entries(recordFields(entity))) {
    if (!isShared(field)) continue
    expect(record.get(name)).toBeInstanceOf(field.kind === 'text' ? Y.Text : Y.Map)
  }
})

test('two people who write in two texts of a new record at once both keep their words', () => {
  const origin = new Y.Doc()
  addRecord(origin, 'need', { id: 'one', record: { title: 'Lire' }, order: 'a0' })
  const [ann, bob] = [new Y.Doc(), new Y.Doc()]
  for (const doc of [ann, bob]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(origin))
  const textOf = (doc: Y.Doc) => records(doc, 'need').get('one')?.get('description')
  for (const [doc, words] of [
    [ann, 'de près '],
    [bob, 'de loin '],
  ] as const) {
    const text = textOf(doc)
    if (text instanceof Y.Text) text.insert(0, words)
  }
  Y.applyUpdate(ann, Y.encodeStateAsUpdate(bob))
  Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann))
  expect(read(ann)).toEqual(read(bob))
  expect(read(ann).needs[0]?.description).toContain('de près ')
  expect(read(ann).needs[0]?.description).toContain('de loin ')
})

test('two measurements added at once are both kept', () => {
  const ann = demoDocument()
  const bob = new Y.Doc()
  Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann))
  const measurement = { indicatorId: 'ind-1', date: '2027-06-10', value: 78 }
  addRecord(ann, 'measurement', { id: 'm-a', record: measurement, order: 'a2' })
  addRecord(bob, 'measurement', { id: 'm-b', record: measurement, order: 'a2' })
  Y.applyUpdate(ann, Y.encodeStateAsUpdate(bob))
  const [indicator] = read(ann).indicators
  expect(indicator?.measurements.map(({ id }) => id)).toEqual([
    'ind-1-m1',
    'ind-1-m2',
    'm-a',
    'm-b',
  ])
})

test('records come in their order, ties by id, whatever order they were written in', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.uuid(), fc.constantFrom('a0', 'a1', 'a2')), {
        selector: ([id]) => id,
        maxLength: 8,
      }),
      (placed) => {
        const doc = new Y.Doc()
        for (const [id, order] of placed) addRecord(doc, 'cycle', { id, record: {}, order })
        const found = readRecords(doc.getMap(recordsRoot('cycle')), recordFields('cycle'))
        const expected = placed.map(([id, order]) => `${order}/${id}`).sort()
        expect(found.map(({ id, order }) => `${order}/${id}`)).toEqual(expected)
      },
    ),
  )
})

test('an archived record is read with its date, and comes back without', () => {
  const doc = demoDocument()
  const need = records(doc, 'need').get('need-1')
  need?.set('archivedAt', '2027-01-01T08:00:00.000Z')
  expect(read(doc).needs[0]?.archivedAt).toBe('2027-01-01T08:00:00.000Z')
  need?.set('archivedAt', null)
  expect(read(doc)).toEqual(demoProject)
})

test('odd values read as none, and reading never throws nor writes', () => {
  const doc = demoDocument()
  doc.transact(() => {
    const need = records(doc, 'need').get('need-1')
    need?.set('priority', 'first')
    need?.set('title', 12)
    need?.set('description', 'plain')
    need?.set('levels', true)
    need?.set('baselineDate', '2027-02-31')
    need?.set('status', 'unknown')
    need?.set('colour', 'red')
    doc.getMap<unknown>('records:goal').set('odd', 'not a map')
    doc.getMap('records:nothing').set('a', 1)
    header(doc).set('schoolName', new Y.Array())
  })
  doc.getText('records:cycle-of-somebody')
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const { needs, goals, header: read1 } = read(doc)
  expect(needs[0]).toMatchObject({
    priority: null,
    title: '',
    description: '',
    levels: [],
    status: null,
  })
  expect(needs[0]?.baseline.date).toBeNull()
  expect(needs[0]).not.toHaveProperty('colour')
  expect(goals).toEqual(demoProject.goals)
  expect(read1.schoolName).toBe('')
  expect(updates).toEqual([])
})

test('a root of another type reads as empty', () => {
  const doc = new Y.Doc()
  doc.getText('records:need').insert(0, 'x')
  doc.getMap('section:framework').set('a', 1)
  expect(read(doc).needs).toEqual([])
  expect(read(doc).sections[0]?.content).toEqual([])
})

test('a nested record whose parent is not there is left out', () => {
  const doc = demoDocument()
  addRecord(doc, 'evidence', { id: 'lost', record: { needId: 'need-99' }, order: 'a9' })
  expect(read(doc)).toEqual(demoProject)
})
