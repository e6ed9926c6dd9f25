import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { PartCards } from '#app/(workspace)/projets/[projectId]/_editor/records/part-cards.ts'
import { RecordSource } from '#app/(workspace)/projets/[projectId]/_editor/records/record-source.ts'
import { records, section } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { demoAsOf, demoProject } from '#lib/domain/demo.ts'
import { template } from '#lib/domain/template.ts'

const sectionIds = template.sections.map(({ id }) => id)

const none: PartCards = { groups: {} }

function shownBy(of: RecordSource['of']): PartCards {
  return { groups: Object.fromEntries(sectionIds.map((id) => [id, of(id)])) }
}

let doc: Y.Doc
let source: RecordSource
let told: number

beforeEach(() => {
  vi.useFakeTimers()
  doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(demoProject).update)
  source = new RecordSource(doc, { refDate: demoAsOf, sectionIds, status: 'draft', shown: none })
  told = 0
  source.subscribe(() => {
    told += 1
  })
})

afterEach(() => {
  source.destroy()
  vi.useRealTimers()
})

function namesIn(sectionId: string): string[] {
  return source.of(sectionId).flatMap(({ cards }) => cards.map(({ name }) => name))
}

function settle(): void {
  vi.runAllTimers()
}

test('a changed record is shown, and told once for changes that come together', () => {
  records(doc, 'mean').get('mean-1')?.set('label', 'Heures de marge')
  records(doc, 'mean').get('mean-2')?.set('label', 'Heures de tutorat')
  settle()
  expect(told).toBe(1)
  expect(namesIn('organisation-and-means').slice(0, 2)).toEqual([
    'Heures de marge',
    'Heures de tutorat',
  ])
})

test('a part whose cards say the same keeps its value', () => {
  const before = sectionIds.map((id) => source.of(id))
  records(doc, 'communication').get('com-1')?.set('status', 'cancelled')
  settle()
  const changed = sectionIds.filter((id, index) => source.of(id) !== before[index])
  expect(changed).toEqual(['communication'])
})

test('a title is shown wherever its record is spoken of', () => {
  records(doc, 'goal').get('goal-1')?.set('title', 'Rendre son travail')
  settle()
  const said = JSON.stringify(source.of('actions-and-sequences'))
  expect(said).toContain('Rendre son travail')
  expect(JSON.stringify(source.of('initial-diagnosis'))).toContain('Rendre son travail')
})

test('words typed in a long field, an archived record and a new measurement are shown', () => {
  const text = records(doc, 'goal').get('goal-1')?.get('statement')
  if (!(text instanceof Y.Text)) throw new Error('a statement is a text')
  text.insert(0, 'Désormais, ')
  records(doc, 'need').get('need-4')?.set('archivedAt', '2027-06-20T08:00:00.000Z')
  settle()
  expect(JSON.stringify(source.of('aims-and-goals'))).toContain('Désormais, D’ici juin 2027')
  expect(namesIn('initial-diagnosis')).toHaveLength(demoProject.needs.length - 1)
})

test('writing in the text of a part does not read the records again', () => {
  section(doc, 'framework').insert(0, [new Y.XmlElement('paragraph')])
  expect(vi.getTimerCount()).toBe(0)
  expect(told).toBe(0)
})

test('what is shown already is kept when the document says the same', () => {
  const again = new RecordSource(doc, {
    refDate: demoAsOf,
    sectionIds,
    status: 'draft',
    shown: shownBy((id) => structuredClone(source.of(id))),
  })
  const shown = shownBy(again.of)
  const third = new RecordSource(doc, { refDate: demoAsOf, sectionIds, status: 'draft', shown })
  for (const id of sectionIds) expect(third.of(id)).toBe(again.of(id))
  again.destroy()
  third.destroy()
})

test('nothing is written to the document, and nothing is told after the end', () => {
  const before = Y.encodeStateVector(doc)
  const ended = new RecordSource(doc, {
    refDate: demoAsOf,
    sectionIds,
    status: 'draft',
    shown: none,
  })
  let toldLate = 0
  ended.subscribe(() => {
    toldLate += 1
  })
  expect(Y.encodeStateVector(doc)).toEqual(before)
  records(doc, 'mean').get('mean-1')?.set('label', 'Heures')
  ended.destroy()
  settle()
  expect(toldLate).toBe(0)
  expect(told).toBe(1)
})
