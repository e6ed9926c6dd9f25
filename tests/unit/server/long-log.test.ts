import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import { openVersionState } from '#lib/document/version-state.ts'
import { describeVersion } from '#lib/versions/describe-version.ts'
import { MemoryLog } from '#server/store/memory-log.ts'
import { isSameDocument } from '#server/store/same-document.ts'
import { LiveDocument } from '#server/sync/live-document.ts'
import { loadDocument } from '#server/sync/load-document.ts'
import { RecentAnswers } from '#server/sync/recent-answers.ts'
import { describeInThread } from '#server/versions/version-thread.ts'
import {
  author,
  blankUpdate,
  newLog,
  projectId,
  recordedEvents,
  sections,
  testHouse,
} from '#tests/support/room-of-peers.ts'

/** A document of this many rows. */
async function longLog(count: number): Promise<MemoryLog> {
  const log = new MemoryLog()
  log.create(projectId)
  const doc = new Y.Doc()
  const rows: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => rows.push(update))
  Y.applyUpdate(doc, blankUpdate())
  const summary = header(doc).get('summary') as Y.Text
  while (rows.length < count) summary.insert(0, 'x')
  await log.append(
    projectId,
    1,
    rows.map((data) => ({ data, accountId: author })),
  )
  return log
}

test('[R16] a long log is made a snapshot before its document is built, a short one is not', async () => {
  const { events } = recordedEvents()
  const long = await loadDocument({ log: await longLog(2_500), projectId, events })
  expect(long).toMatchObject({ headSeq: 2_500, updates: [] })
  expect(long?.snapshot).not.toBeNull()
  const short = await loadDocument({ log: await longLog(100), projectId, events })
  expect(short?.updates).toHaveLength(100)
  expect(short?.snapshot).toBeNull()
})

test('[R16] a long log whose snapshot fails is opened from its rows', async () => {
  const log = await longLog(2_500)
  log.compact = () => Promise.reject(new Error('no thread'))
  const { join, names } = await testHouse({ log })
  const { peer } = await join('ann')
  expect((header(peer.doc).get('summary') as Y.Text).length).toBe(2_499)
  expect(names).toContain('logFailed')
})

test('[R15] an answer is computed once until the document changes', async () => {
  const stored = await (await newLog()).load(projectId)
  if (stored === null) throw new Error('the document is there')
  const { events } = recordedEvents()
  const document = new LiveDocument(stored, { sections, events })
  const writer = new Y.Doc()
  Y.applyUpdate(writer, document.difference(Uint8Array.of(0)))
  const known = document.stateVector()
  const first = document.difference(known)
  expect(document.difference(known.slice())).toBe(first)

  let written: Uint8Array = new Uint8Array()
  writer.on('update', (update: Uint8Array) => {
    written = update
  })
  ;(header(writer).get('summary') as Y.Text).insert(0, 'nouveau')
  const verdict = document.inspect(written)
  if (verdict.kind !== 'write') throw new Error('it is a write')
  document.apply(written, verdict.incoming)
  const reader = new Y.Doc()
  Y.applyUpdate(reader, Y.mergeUpdates([...stored.updates, document.difference(known)]))
  expect((header(reader).get('summary') as Y.Text).toString()).toBe('nouveau')
})

test('[R15] few answers are kept, and none to a huge question', () => {
  const answers = new RecentAnswers()
  let computed = 0
  const ask = (vector: Uint8Array) => answers.answer(vector, () => Uint8Array.of(++computed))
  const questions = Array.from({ length: 100 }, (_, client) => Uint8Array.of(1, client, 1))
  for (const question of questions) ask(question)
  expect(ask(questions[99] ?? new Uint8Array())).toEqual(Uint8Array.of(100))
  ask(questions[0] ?? new Uint8Array())
  expect(computed).toBe(101)
  ask(new Uint8Array(100_000))
  ask(new Uint8Array(100_000))
  expect(computed).toBe(103)
  answers.forget()
})

test('[R16] a version says the same whether a thread describes it or not', async () => {
  const stored = await (await longLog(1_000)).load(projectId)
  if (stored === null) throw new Error('the document is there')
  const { snapshot, updates } = stored
  const source = { ownSections: [], status: 'draft' } as const
  const version = {
    rows: { snapshot, updates },
    source: { ...source, ownSections: [] },
    before: null,
  }
  const [here, aside] = [await describeVersion(version), await describeInThread(version)]
  expect(aside.content).not.toBe(here.content)
  expect({ ...aside, state: 0 }).toEqual({ ...here, state: 0 })
  const [left, right] = [openVersionState(here.state), openVersionState(aside.state)]
  expect(isSameDocument(left, right)).toBe(true)
})
