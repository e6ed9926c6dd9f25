/**
 * How long the server's work on whole documents holds its event loop: `npm run bench:loop`, in
 * milliseconds of processor, so that a busy machine measures the same. The figures of
 * docs/operations.md come from here.
 */
import * as Y from 'yjs'
import { readProject } from '#lib/document/read.ts'
import { section } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { blankProject } from '#lib/domain/blank-project.ts'
import { template } from '#lib/domain/template.ts'
import { describeVersion } from '#lib/versions/describe-version.ts'
import { buildSnapshot } from '#server/store/snapshot.ts'
import { LiveDocument } from '#server/sync/live-document.ts'

const runs = 5
const part = template.sections[0]?.id ?? ''
const sections = new Set(template.sections.map(({ id }) => id))
const options = { sections, events: { failed: () => undefined } }

/** Rows of fifteen people who write by turns in fifty paragraphs, a tenth of it deletions. */
function writtenRows(count: number): Uint8Array[] {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(blankProject({ template, header: {} })).update)
  const rows: Uint8Array[] = [Y.encodeStateAsUpdate(doc)]
  doc.on('update', (update: Uint8Array) => rows.push(update))
  const texts = Array.from({ length: 50 }, () => {
    const paragraph = new Y.XmlElement('paragraph')
    section(doc, part).push([paragraph])
    const text = new Y.XmlText()
    paragraph.insert(0, [text])
    return text
  })
  for (let step = 0; rows.length < count; step++) {
    const text = texts[Math.floor(step / 20) % texts.length]
    if (step % 20 === 0) doc.clientID = 1000 + ((step / 20) % 15)
    if (text === undefined) continue
    const at = Math.floor(text.length / 2)
    if (step % 10 === 9) text.delete(at, 1)
    else text.insert(step % 3 === 0 ? at : text.length, 'mots '[step % 5] ?? ' ')
  }
  return rows
}

async function median(work: () => unknown): Promise<string> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  return `${times.sort((a, b) => a - b)[runs >> 1]?.toFixed(1)} ms`
}

function open(snapshot: Uint8Array | null, updates: readonly Uint8Array[]): LiveDocument {
  const stored = { epoch: 1, schemaVersion: 1, headSeq: 1, frozen: false, snapshot, updates }
  return new LiveDocument(stored, options)
}

for (const count of [500, 2_000, 5_000, 20_000]) {
  const updates = writtenRows(count)
  const { state } = await buildSnapshot({ snapshot: null, updates })
  const document = open(state, [])
  const upToDate = Y.encodeStateVectorFromUpdate(state)
  const source = { ownSections: [], status: 'draft' } as const
  const rows = { snapshot: state, updates: [] }
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  console.table({
    [`${count} rows, compacted ${state.length} bytes`]: {
      'open from rows': await median(() => open(null, updates).destroy()),
      'open from snapshot': await median(() => open(state, []).destroy()),
      'first answer': await median(() => Y.encodeStateAsUpdate(doc, upToDate)),
      'same answer again': await median(() => document.difference(upToDate)),
      'read content': await median(() => readProject(doc, { template, ...source })),
      'a version': await median(() =>
        describeVersion({ rows, source: { ...source, ownSections: [] }, before: null }),
      ),
    },
  })
}
