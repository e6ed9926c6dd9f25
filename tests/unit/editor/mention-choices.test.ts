import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { mentionChoices } from '#app/(workspace)/projets/[projectId]/_editor/formatting/mention-choices.ts'
import { records } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { demoProject } from '#lib/domain/demo.ts'

const people = [
  { id: 'account-1', firstName: 'Tarek', lastName: 'Belvallon' },
  { id: 'account-2', firstName: 'Sacha', lastName: 'Ormont' },
]

function open(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(demoProject).update)
  return doc
}

function offered(query: string, doc = open()): string[] {
  return mentionChoices(doc, { people, query }).map(({ label, detail }) => `${label} | ${detail}`)
}

test('a member whom the document names is offered once, as the document names them', () => {
  expect(offered('belv')).toEqual([
    'M.\u00A0Tarek Belvallon | Coordonnateur de l’AP en première et terminale',
  ])
})

test('a member whom the document does not name is offered too', () => {
  expect(mentionChoices(open(), { people, query: 'ormont' }).map(({ mention }) => mention)).toEqual(
    [{ type: 'mention', id: 'account-2', label: 'Sacha Ormont', entity: 'actor' }],
  )
})

test('records are found by their codes and by the words of their titles', () => {
  const [need] = demoProject.needs
  expect(offered('b1')).toEqual([`${need?.title} | Besoin B1`])
  expect(offered('comprendre')).toContain(`${need?.title} | Besoin B1`)
})

test('an archived record is not offered, and the next one takes its code', () => {
  const doc = open()
  const [first, second] = demoProject.needs
  records(doc, 'need').get(String(first?.id))?.set('archivedAt', '2026-11-24T08:00:00.000Z')
  expect(offered('b1', doc)).toEqual([`${second?.title} | Besoin B1`])
})

test('a title of any length stays within what the server takes', () => {
  const doc = open()
  const id = String(demoProject.goals[0]?.id)
  records(doc, 'goal').get(id)?.set('title', 'Lire '.repeat(100))
  const [choice] = mentionChoices(doc, { people, query: 'o1' })
  expect(choice?.mention?.label).toHaveLength(200)
})
