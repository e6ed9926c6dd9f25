import * as Y from 'yjs'
import { appendUpdates } from '#db/queries/document-update.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { compactDocument } from '#server/store/compaction.ts'
import { insertAccount } from '#tests/support/project-rows.ts'
import { baseDocument } from '../load/base-document.ts'
import { editHistory } from '../load/edit-history.ts'
import type { Opening } from '../load/jobs.ts'
import { startLoad } from '../load/start-load.ts'
import { atMost, type Outcome, rounded } from '../report/outcome.ts'
import { startTrameServer, type TrameServer } from '../servers/start-trame-server.ts'
import { inDatabase } from '../servers/trame-house.ts'
import type { Bench, Scenario } from './scenario.ts'

/** How long someone waits who opens a document that nobody has open. */
export const coldOpen: Scenario = { name: 'cold-open', run }

type Case = { readonly edits: number; readonly isCompacted: boolean; stateBytes: number }

const openings = 3
/** Rows of one transaction while the log is written. */
const rowsAtOnce = 500

async function run(bench: Bench): Promise<Outcome> {
  const sizes = bench.isQuick ? [1_000, 10_000] : [1_000, 10_000, 100_000]
  // Those without a snapshot come last: opening one has it compacted, in a thread beside the others.
  const cases: Case[] = [true, false].flatMap((isCompacted) =>
    sizes.map((edits) => ({ edits, isCompacted, stateBytes: 0 })),
  )
  // One document more, to be opened first: what is measured is a document, not the first code to run.
  const needs = { documents: cases.length + 1, people: 1, base: baseDocument(1) }
  const server = await startTrameServer(bench.postgres, needs, (place, { projectIds }) =>
    inDatabase(place, async (db) => {
      const accountId = await insertAccount(db)
      const append = (projectId: ProjectId, updates: readonly Uint8Array[]) =>
        appendAll({ projectId, accountId, updates }, (batch) => appendUpdates(db, batch))
      for (const [index, one] of cases.entries()) {
        const projectId = projectIds[index + 1]
        if (projectId === undefined) throw new Error('a document is missing')
        const updates = editHistory(one.edits)
        await append(projectId, updates)
        one.stateBytes = stateOf([needs.base, ...updates]).length
        if (one.isCompacted) await compactDocument(db, { projectId, epoch: 1 })
      }
    }),
  )
  try {
    return await measure(server, cases, bench)
  } finally {
    await server.stop()
  }
}

async function measure(server: TrameServer, cases: Case[], bench: Bench): Promise<Outcome> {
  const times: number[][] = cases.map(() => [])
  const bytes: number[] = []
  for (let opening = 0; opening < openings; opening += 1) {
    const addresses = Array.from({ length: cases.length + 1 }, (_, document) =>
      server.address(document, 0),
    )
    const [, ...opened]: readonly Opening[] = await startLoad({ kind: 'opening', addresses })
    for (const [index, { ms, bytes: size }] of opened.entries()) {
      times[index]?.push(ms)
      bytes[index] = size
    }
    await server.kill()
    await server.restart()
  }
  const rows = cases.map(({ edits, isCompacted, stateBytes }, index) => [
    edits.toLocaleString('en'),
    isCompacted ? 'yes' : 'no',
    rounded(median(times[index] ?? [])),
    String(bytes[index]),
    rounded((bytes[index] ?? 0) / stateBytes),
  ])
  for (const row of rows) bench.say(`cold-open ${row.join('  ')}`)
  const columns = ['Edits', 'compacted', 'to first sync, ms', 'bytes of it', '/ compacted state']
  const last = cases.findLastIndex(({ isCompacted }) => isCompacted)
  const work = `cold open of ${cases[last]?.edits.toLocaleString('en')} edits, compacted`
  return {
    tables: [{ title: 'Opening a document that nobody has open', columns, rows }],
    goals: [
      atMost(work, {
        ...{ name: 'to first sync', value: median(times[last] ?? []) },
        ...{ limit: 150, unit: ' ms' },
      }),
      atMost(work, {
        name: 'first sync / compacted state',
        value: (bytes[last] ?? Number.NaN) / (cases[last]?.stateBytes ?? Number.NaN),
        limit: 1.1,
      }),
    ],
  }
}

type Log = { projectId: ProjectId; accountId: AccountId; updates: readonly Uint8Array[] }
type Batch = Parameters<typeof appendUpdates>[1]

async function appendAll(log: Log, append: (batch: Batch) => Promise<unknown>): Promise<void> {
  const { projectId, accountId, updates } = log
  for (let start = 0; start < updates.length; start += rowsAtOnce) {
    const rows = updates.slice(start, start + rowsAtOnce)
    await append({
      ...{ projectId, epoch: 1, node: 'bench' },
      updates: rows.map((data) => ({ data, accountId })),
    })
  }
}

function stateOf(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc({ gc: true })
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return Y.encodeStateAsUpdate(doc)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
