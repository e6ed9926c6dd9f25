import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordsDiffer } from '#app/(workspace)/projets/[projectId]/_editor/records/record-watch.ts'
import { header, records, section } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { stateMark } from '#lib/document/state-mark.ts'
import { demoProject } from '#lib/domain/demo.ts'

/** As a browser gets it: nobody has asked for any of its roots yet. */
function demoDocument(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(demoProject).update)
  return doc
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function watch(doc: Y.Doc, mark: string) {
  const leaving = new AbortController()
  const seen = { differs: false }
  const done = recordsDiffer(doc, { mark, signal: leaving.signal }).then(() => {
    seen.differs = true
  })
  return { seen, done, leave: () => leaving.abort() }
}

test('a document that has what the page shows differs with its first changed record', async () => {
  const doc = demoDocument()
  const { seen, done } = watch(doc, stateMark(doc))
  section(doc, 'framework').insert(0, [new Y.XmlElement('paragraph')])
  await Promise.resolve()
  expect(seen.differs).toBe(false)
  records(doc, 'mean').get('mean-1')?.set('label', 'Heures')
  await done
  expect(seen.differs).toBe(true)
})

test('a change that comes from a colleague, in a text of the header, is one', async () => {
  const colleague = demoDocument()
  const doc = copyOf(colleague)
  const { done } = watch(doc, stateMark(doc))
  const summary = header(colleague).get('summary')
  if (!(summary instanceof Y.Text)) throw new Error('the summary is a text')
  summary.delete(0, 1)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague))
  await done
})

test('a document that is not the one that the page came with differs at once', async () => {
  const doc = demoDocument()
  const mark = stateMark(doc)
  const statement = records(doc, 'goal').get('goal-1')?.get('statement')
  if (!(statement instanceof Y.Text)) throw new Error('a statement is a text')
  statement.insert(0, 'x')
  await watch(doc, mark).done
  const inserted = stateMark(doc)
  statement.delete(0, 1)
  expect(new Set([mark, inserted, stateMark(doc)]).size).toBe(3)
})

test('two documents with the same history have one mark, whoever collected its garbage', () => {
  const doc = demoDocument()
  section(doc, 'framework').delete(0, 2)
  records(doc, 'mean').get('mean-1')?.set('label', 'Heures')
  const kept = new Y.Doc({ gc: false })
  Y.applyUpdate(kept, Y.encodeStateAsUpdate(doc))
  const [copy, again] = [copyOf(doc), copyOf(copyOf(doc))]
  expect([kept, copy, again].map(stateMark)).toEqual([doc, doc, doc].map(stateMark))
})

test('a watch that was left is told nothing', async () => {
  const doc = demoDocument()
  const { seen, leave } = watch(doc, stateMark(doc))
  leave()
  records(doc, 'mean').get('mean-1')?.set('label', 'Heures')
  await Promise.resolve()
  expect(seen.differs).toBe(false)
})
