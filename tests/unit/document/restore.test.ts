import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readProject } from '#lib/document/read.ts'
import { type RestoringEdit, restoringEdit } from '#lib/document/restore.ts'
import { header, records, section } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import { blankProject } from '#lib/domain/blank-project.ts'
import { paragraph as blockOf } from '#lib/domain/block.ts'
import { demoProject } from '#lib/domain/demo.ts'
import type { SectionId } from '#lib/domain/ids.ts'
import { contentOfParts } from '#lib/domain/part-content.ts'
import type { Project } from '#lib/domain/project.ts'
import type { ProjectRecord } from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import { anyEdits, applyEdit, type Edit } from '#tests/support/any-history.ts'
import { paragraph, plain } from '#tests/support/words-house.ts'

const source = { template, status: 'draft' as const }
const archivedAt = '2026-11-27T10:00:00.000Z'

function documentOf(project: Project): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(project).update)
  return doc
}

const contentOf = (doc: Y.Doc) => readProject(doc, source)

async function restore(
  doc: Y.Doc,
  state: Uint8Array,
  part: SectionId | null = null,
): Promise<RestoringEdit> {
  const stored = { snapshot: null, updates: [Y.encodeStateAsUpdate(doc)] }
  const edit = await restoringEdit({ stored, state, part, source, archivedAt })
  for (const update of edit.updates) Y.applyUpdate(doc, update)
  return edit
}

/** Two people's edits, who hear of each other now and then. */
function live(writers: readonly [Y.Doc, Y.Doc], edits: readonly (readonly [Edit, boolean])[]) {
  edits.forEach(([edit, first], index) => {
    applyEdit(writers[first ? 0 : 1], edit)
    if (index % 3 === 2) exchange(writers)
  })
  exchange(writers)
}

function exchange([one, two]: readonly [Y.Doc, Y.Doc]): void {
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one, Y.encodeStateVector(two)), 'other')
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two, Y.encodeStateVector(one)), 'other')
}

/** Without the records that came after; they must be archived. */
function withoutNewer(restored: Project, wanted: Project): Project {
  const keep = <Item extends ProjectRecord>(items: readonly Item[], of: readonly Item[]) =>
    items.filter((item) => of.some(({ id }) => id === item.id) || item.archivedAt === null)
  return {
    ...restored,
    meetings: keep(restored.meetings, wanted.meetings),
    needs: keep(restored.needs, wanted.needs).map((need) => {
      const own = wanted.needs.find(({ id }) => id === need.id)
      return { ...need, evidence: keep(need.evidence, own?.evidence ?? []) }
    }),
  }
}

test('whatever people did, before a version and after, restoring says what the version says', async () => {
  const steps = anyEdits.chain((edits) =>
    fc.tuple(...edits.map((edit) => fc.tuple(fc.constant(edit), fc.boolean()))),
  )
  await fc.assert(
    fc.asyncProperty(steps, steps, async (before, after) => {
      const one = documentOf(blankProject({ template, header: {} }))
      const two = new Y.Doc()
      const writers = [one, two] as const
      exchange(writers)
      live(writers, before)
      const state = Y.encodeStateAsUpdateV2(one)
      const wanted = contentOf(one)
      live(writers, after)
      await restore(one, state)
      expect(withoutNewer(contentOf(one), wanted)).toEqual(wanted)
      exchange(writers)
      expect(contentOf(two)).toEqual(contentOf(one))
      expect((await restore(one, state)).updates).toEqual([])
    }),
    { numRuns: 40 },
  )
}, 60_000)

test('a project that a raw client emptied comes back, part by part or whole', async () => {
  const doc = documentOf(demoProject)
  const wanted = contentOf(doc)
  const state = Y.encodeStateAsUpdateV2(doc)
  for (const root of doc.share.keys()) {
    if (root.startsWith('section:'))
      section(doc, root.slice(8)).delete(0, section(doc, root.slice(8)).length)
    else for (const key of [...doc.getMap(root).keys()]) doc.getMap(root).delete(key)
  }
  expect(contentOf(doc).needs).toEqual([])
  const part = 'initial-diagnosis' as SectionId
  await restore(doc, state, part)
  expect(contentOfParts(template, contentOf(doc)).get(part)).toEqual(
    contentOfParts(template, wanted).get(part),
  )
  expect(contentOf(doc).goals).toEqual([])
  await restore(doc, state)
  expect(contentOf(doc)).toEqual(wanted)
})

test('blocks that stay are not written again, the empty ones neither', async () => {
  const doc = documentOf(blankProject({ template, header: {} }))
  const part = section(doc, 'framework')
  appendBlocks(
    part,
    ['Premier.', '', 'Second.', ''].map((words) => blockOf(words)),
  )
  const state = Y.encodeStateAsUpdateV2(doc)
  part.delete(1, 1)
  const left = part.toArray()
  const words = left.map(String)
  await restore(doc, state)
  const kept = part.toArray().filter((block) => left.includes(block))
  expect(kept.map(String)).toEqual(words)
  for (const block of left) expect(block instanceof Y.XmlElement && block.length).toBe(1)
})

test('what a colleague types meanwhile in a passage that changes stays in it', async () => {
  const doc = documentOf(blankProject({ template, header: {} }))
  section(doc, 'framework').insert(0, [paragraph('Les élèves lisent.'), paragraph('Fin.')])
  const state = Y.encodeStateAsUpdateV2(doc)
  const text = textAt(doc, 0)
  text.delete(4, 6)
  text.insert(4, 'adultes')
  const colleague = new Y.Doc()
  Y.applyUpdate(colleague, Y.encodeStateAsUpdate(doc))
  const undo = new Y.UndoManager(section(colleague, 'framework'))
  textAt(colleague, 0).insert(textAt(colleague, 0).length, ' Et écrivent.')
  await restore(doc, state)
  exchange([doc, colleague])
  expect(plain(textAt(doc, 0))).toBe('Les élèves lisent. Et écrivent.')
  undo.undo()
  expect(plain(textAt(colleague, 0))).toBe('Les élèves lisent.')
})

test('a record that came since is archived, never removed', async () => {
  const doc = documentOf(demoProject)
  const state = Y.encodeStateAsUpdateV2(doc)
  applyEdit(doc, { type: 'add', entity: 0, id: 1, words: 'nouveau' })
  header(doc).set('city', 'Ailleurs')
  await restore(doc, state)
  expect(records(doc, 'need').get('need-1')).toBeDefined()
  expect(withoutNewer(contentOf(doc), demoProject)).toEqual(demoProject)
})

function textAt(doc: Y.Doc, index: number): Y.XmlText {
  const block = section(doc, 'framework').get(index)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('a paragraph has a text')
  return text
}
