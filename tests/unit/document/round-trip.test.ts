import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readProject } from '#lib/document/read.ts'
import { createDocument } from '#lib/document/seed.ts'
import { blankProject } from '#lib/domain/blank-project.ts'
import { demoProject } from '#lib/domain/demo.ts'
import type { SectionId } from '#lib/domain/ids.ts'
import type { Project } from '#lib/domain/project.ts'
import { template } from '#lib/domain/template.ts'

function documentOf(project: Project): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(project).update)
  return doc
}

test('the demo project comes back from a document as it went in', () => {
  expect(readProject(documentOf(demoProject), { template, status: demoProject.status })).toEqual(
    demoProject,
  )
})

test('a blank project comes back blank, with every part and the whole grid', () => {
  const ownSections = [{ id: 'own-1' as SectionId, title: 'Partenariats' }]
  const blank = blankProject({ template, header: { schoolYear: '2026-2027' }, ownSections })
  const read = readProject(documentOf(blank), { template, ownSections, status: 'draft' })
  expect(read).toEqual(blank)
  expect(read.sections).toHaveLength(15)
  expect(read.selfEvaluation.criteria).toHaveLength(13)
})

test('all of a new document is of the one client that is returned', () => {
  const { update, clientId } = createDocument(demoProject)
  const clients = Y.decodeUpdate(update).structs.map((struct) => struct.id.client)
  expect(new Set(clients)).toEqual(new Set([clientId]))
})

test('reading an empty document gives an empty project and writes nothing', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const read = readProject(doc, { template, status: 'draft' })
  expect(read.sections).toHaveLength(14)
  expect(read.needs).toEqual([])
  expect(read.header.summary).toBe('')
  expect(updates).toEqual([])
})
