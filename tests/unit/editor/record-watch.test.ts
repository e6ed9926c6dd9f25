import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordsDiffer } from '#app/(workspace)/projets/[projectId]/_editor/records/record-watch.ts'
import { recordsDigest } from '#app/(workspace)/projets/[projectId]/_editor/records/records-digest.ts'
import { readProject } from '#lib/document/read.ts'
import { records, section } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { demoProject } from '#lib/domain/demo.ts'
import { template } from '#lib/domain/template.ts'

function demoDocument(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(demoProject).update)
  return doc
}

/** What the server sends with the page. */
function digestOf(doc: Y.Doc): string {
  return recordsDigest(readProject(doc, { template, status: 'draft' }))
}

function watch(doc: Y.Doc, digest: string) {
  const leaving = new AbortController()
  const seen = { differs: false }
  const done = recordsDiffer(doc, { digest, status: 'draft', signal: leaving.signal }).then(() => {
    seen.differs = true
  })
  return { seen, done, leave: () => leaving.abort() }
}

test('a document that has what the page shows differs with its first changed record', async () => {
  const doc = demoDocument()
  const { seen, done } = watch(doc, digestOf(doc))
  section(doc, 'framework').insert(0, [new Y.XmlElement('paragraph')])
  await Promise.resolve()
  expect(seen.differs).toBe(false)
  records(doc, 'mean').get('mean-1')?.set('label', 'Heures')
  await done
  expect(seen.differs).toBe(true)
})

test('a document that says something else than the page differs at once', async () => {
  const doc = demoDocument()
  const digest = digestOf(doc)
  const statement = records(doc, 'goal').get('goal-1')?.get('statement')
  if (!(statement instanceof Y.Text)) throw new Error('a statement is a text')
  statement.insert(0, 'x')
  await watch(doc, digest).done
  expect(digestOf(doc)).not.toBe(digest)
})

test('the status and the texts of the parts are no records', () => {
  const digest = recordsDigest(demoProject)
  expect(recordsDigest({ ...demoProject, status: 'approved', sections: [] })).toBe(digest)
})

test('a watch that was left is told nothing', async () => {
  const doc = demoDocument()
  const { seen, leave } = watch(doc, digestOf(doc))
  leave()
  records(doc, 'mean').get('mean-1')?.set('label', 'Heures')
  await Promise.resolve()
  expect(seen.differs).toBe(false)
})
