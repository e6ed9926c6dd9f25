import { fromBase64 } from 'lib0/buffer'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { EditorPage } from '#app/(workspace)/projets/[projectId]/_editor/page-model.ts'
import { unsentCopy } from '#app/(workspace)/projets/[projectId]/_editor/unsent-copy.ts'
import { section } from '#lib/document/schema.ts'

const page: EditorPage = {
  id: 'p',
  title: 'Projet',
  status: 'draft',
  role: 'editor',
  epoch: 2,
  mark: '',
  schemaVersion: 1,
  canWrite: true,
  sharedComputer: false,
  refDate: '2027-06-25',
  me: { id: 'a', firstName: 'Tarek', lastName: 'Belvallon', color: 1 },
  groups: [{ id: 'approach', title: 'Démarche', percent: 0 }],
  sections: [
    {
      id: 'needs',
      number: 4,
      title: 'Diagnostic',
      shortTitle: 'Diagnostic',
      group: 'approach',
      mandatory: true,
      guidance: '',
      prompts: [],
      percent: 0,
      complete: false,
      missing: null,
      blocks: [],
      expects: { minWords: 0, records: [], specifies: [] },
    },
  ],
  percent: 0,
  mandatoryLeft: 1,
}

test('a copy has the text for a person and the whole document for Trame', () => {
  const doc = new Y.Doc()
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [new Y.XmlText('Les élèves rendent leur travail.')])
  section(doc, 'needs').insert(0, [block])

  const copy = unsentCopy(page, doc, new Date(Date.UTC(2027, 0, 5)))
  expect(copy.parts).toEqual([
    { number: 4, title: 'Diagnostic', text: ['Les élèves rendent leur travail.'] },
  ])
  expect(copy).toMatchObject({ project: { epoch: 2 }, savedAt: '2027-01-05T00:00:00.000Z' })
  const again = new Y.Doc()
  Y.applyUpdate(again, fromBase64(copy.update))
  expect(section(again, 'needs').toString()).toBe(section(doc, 'needs').toString())
})
