import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { AbsenceStore } from '#app/(workspace)/projets/[projectId]/_editor/absence/absence-store.ts'
import { absencesOf } from '#app/(workspace)/projets/[projectId]/_editor/absence/absences-of.ts'
import {
  AwayEdits,
  MANY_EDITS,
} from '#app/(workspace)/projets/[projectId]/_editor/absence/away-edits.ts'
import { section } from '#lib/document/schema.ts'
import { blockText } from '#lib/domain/block.ts'

const sections = ['framework', 'regulation']

/** A document with a paragraph in each part. */
function seeded(): Y.Doc {
  const doc = new Y.Doc()
  for (const id of sections) {
    const block = new Y.XmlElement('paragraph')
    section(doc, id).insert(0, [block])
    block.insert(0, [new Y.XmlText('début')])
  }
  return doc
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** One edit per word, as typing makes. */
function write(doc: Y.Doc, id: string, words: number): void {
  const block = section(doc, id).get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('each part has a text')
  for (let word = 0; word < words; word += 1) text.insert(text.length, ` m${word}`)
}

/** Writes away, while `meanwhile` happens to the server's document; then both come together. */
function absence(mine: (doc: Y.Doc) => void, meanwhile: (doc: Y.Doc) => void) {
  const server = seeded()
  const doc = copyOf(server)
  const away = new AwayEdits([], [])
  away.left(doc)
  const add = (update: Uint8Array) => away.add(update)
  doc.on('update', add)
  mine(doc)
  doc.off('update', add)
  meanwhile(server)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
  const back = away.returned(doc)
  return { back, doc, absences: back === null ? [] : absencesOf(back, sections) }
}

const textOf = (blocks: Parameters<typeof blockText>[0][]) => blocks.map(blockText).join(' ')

test('many edits in a part that others changed are told, with both texts', () => {
  const { absences } = absence(
    (doc) => write(doc, 'framework', MANY_EDITS + 1),
    (server) => {
      section(server, 'framework').delete(0, 1)
      const block = new Y.XmlElement('paragraph')
      section(server, 'framework').insert(0, [block])
      block.insert(0, [new Y.XmlText('d’une collègue')])
    },
  )
  expect(absences).toMatchObject([{ sectionId: 'framework', edits: MANY_EDITS + 1 }])
  const [{ mine, merged } = { mine: [], merged: [] }] = absences
  expect(textOf([...mine])).toContain(`m${MANY_EDITS}`)
  expect(textOf([...mine])).not.toContain('collègue')
  expect(textOf([...merged])).toBe('d’une collègue')
})

test('few edits, or a part that nobody else changed, are no matter', () => {
  const other = (server: Y.Doc) => write(server, 'regulation', 3)
  expect(absence((doc) => write(doc, 'regulation', MANY_EDITS), other).back).toBeNull()
  expect(absence((doc) => write(doc, 'framework', 80), other).absences).toEqual([])
  const spread = (doc: Y.Doc) => sections.forEach((id) => void write(doc, id, 40))
  expect(absence(spread, other).absences).toEqual([])
})

test('what was deleted counts too, and edits of an earlier window', () => {
  const server = seeded()
  const doc = copyOf(server)
  write(doc, 'framework', 1)
  const sent = Y.encodeStateAsUpdate(doc)
  const edits: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void edits.push(update))
  write(doc, 'framework', 30)
  const block = section(doc, 'framework').get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (text instanceof Y.XmlText) for (let erased = 0; erased < 30; erased += 1) text.delete(0, 1)
  write(server, 'framework', 1)
  const away = new AwayEdits([sent], edits.slice(0, 40))
  away.left(doc)
  for (const edit of edits.slice(40)) away.add(edit)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
  const back = away.returned(doc)
  expect(back === null ? [] : absencesOf(back, sections)).toMatchObject([{ edits: 60 }])
  expect(away.returned(doc)).toBeNull()
})

test('a summary stays until it is dismissed, or a newer absence is told of', () => {
  const store = new AbsenceStore()
  const one = { sectionId: 'framework', edits: 60, mine: [], merged: [] }
  let told = 0
  store.subscribe(() => {
    told += 1
  })
  store.tell([one, { ...one, sectionId: 'regulation' }])
  store.dismiss('framework')
  expect([store.of('framework'), store.of('regulation')?.edits, told]).toEqual([undefined, 60, 2])
  store.tell([{ ...one, edits: 70 }])
  expect([store.of('framework')?.edits, store.of('regulation')]).toEqual([70, undefined])
})
