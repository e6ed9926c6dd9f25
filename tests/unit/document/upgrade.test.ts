import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { parseRoot } from '#lib/document/parse-root.ts'
import {
  HEADER_ROOT,
  header,
  recordsRoot,
  SCHEMA_VERSION,
  sectionRoot,
} from '#lib/document/schema.ts'
import { runSteps, upgradeDocument } from '#lib/document/upgrade.ts'

test('a document of this version is left as it is', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  upgradeDocument(doc, SCHEMA_VERSION)
  expect(updates).toEqual([])
})

test.each([0, 1.5, SCHEMA_VERSION + 1])(
  'version %s is refused before anything is written',
  (version) => {
    expect(() => upgradeDocument(new Y.Doc(), version)).toThrow(RangeError)
  },
)

test('the steps that a document lacks run in order, in one update', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const step = (name: string) => (target: Y.Doc) => {
    const done = header(target).get('done')
    header(target).set('done', `${typeof done === 'string' ? done : ''}${name}`)
  }
  runSteps(doc, { fromVersion: 2, toVersion: 4, steps: [step('a'), step('b'), step('c')] })
  expect(header(doc).get('done')).toBe('bc')
  expect(updates).toHaveLength(1)
})

test('roots are recognised by their names, and nothing else is', () => {
  expect(parseRoot(HEADER_ROOT)).toEqual({ type: 'header' })
  expect(parseRoot(sectionRoot('steering'))).toEqual({ type: 'section', sectionId: 'steering' })
  expect(parseRoot(recordsRoot('need'))).toEqual({ type: 'records', entity: 'need' })
  for (const name of [
    '',
    'records:',
    'records:__proto__',
    'records:constructor',
    'body',
    'headers',
  ]) {
    expect(parseRoot(name)).toBeNull()
  }
})
