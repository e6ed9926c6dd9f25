import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import { LiveDocument } from '#server/sync/live-document.ts'
import { blankUpdate, sections } from '#tests/support/room-of-peers.ts'

const nothing = Uint8Array.of(0)
const blank = blankUpdate()

function documentOf(snapshot: Uint8Array | null, updates: readonly Uint8Array[]): LiveDocument {
  const stored = { epoch: 1, schemaVersion: 2, headSeq: 1, frozen: false, snapshot, updates }
  return new LiveDocument(stored, { sections, events: { failed: () => undefined } })
}

function summaryIn(update: Uint8Array): string {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return String(header(doc).get('summary'))
}

/** Someone else's letter. */
function letter(): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, blank)
  const before = Y.encodeStateVector(doc)
  const summary = header(doc).get('summary')
  if (!(summary instanceof Y.Text)) throw new Error('a blank project has a summary')
  summary.insert(0, 'x')
  return Y.encodeStateAsUpdate(doc, before)
}

test('[R2] who has nothing gets the snapshot as it is stored, until something is written', () => {
  const document = documentOf(blank, [])
  expect(document.difference(nothing)).toBe(blank)
  expect(document.difference(document.stateVector()).length).toBeLessThan(blank.length)
  const update = letter()
  const verdict = document.inspect(update)
  if (verdict.kind !== 'write') throw new Error('it is admissible')
  document.apply(update, verdict.incoming)
  expect(summaryIn(document.difference(nothing))).toBe('x')
})

test('[R2] what was written after the snapshot is in the first answer', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, blank)
  const update = letter()
  Y.applyUpdate(doc, update)
  const summary = summaryIn(Y.encodeStateAsUpdate(doc))
  expect(summaryIn(documentOf(blank, [update]).difference(nothing))).toBe(summary)
})
