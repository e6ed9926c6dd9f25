import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { InvalidPart } from '#lib/document/check-parts.ts'
import { section } from '#lib/document/schema.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { createLog } from '#lib/platform/log.ts'
import { allEvents } from '#server/metrics/all-events.ts'
import { logEvents } from '#server/metrics/log-events.ts'
import { createMetrics } from '#server/metrics/prometheus-events.ts'
import { SchemaChecks } from '#server/schema-check/schema-checks.ts'
import {
  createBlank,
  PART,
  projectId,
  recordedEvents,
  testHouse,
} from '#tests/support/room-of-peers.ts'

const otherProject = '00000000-0000-4000-8000-000000000002' as ProjectId

/** Checks of a house's log, and what they told. */
async function checkedHouse() {
  const house = await testHouse({ graceMs: 60_000 })
  const told: [ProjectId, readonly InvalidPart[]][] = []
  const lines: string[] = []
  const metrics = createMetrics()
  const { names, events: recorded } = recordedEvents()
  const logged = logEvents(createLog('debug', { write: (line: string) => void lines.push(line) }))
  const events = allEvents(metrics.events, logged, {
    ...recorded,
    schemaChecked: (...what) => void told.push(what),
  })
  const checks = new SchemaChecks({ log: house.log, events })
  return { ...house, checks, told, lines, metrics, names }
}

/** A thread takes its time to start. */
const until = (told: readonly unknown[], count: number) =>
  vi.waitUntil(() => told.length === count, { timeout: 30_000 })

/** A table of two rows with a word in each. */
function table(): Y.XmlElement {
  const row = () => {
    const [made, cell, paragraph] = ['tableRow', 'tableCell', 'paragraph'].map((name) => {
      return new Y.XmlElement(name)
    })
    if (!made || !cell || !paragraph) throw new Error('three elements')
    paragraph.insert(0, [new Y.XmlText('Zanzibar')])
    cell.insert(0, [paragraph])
    made.insert(0, [cell])
    return made
  }
  const made = new Y.XmlElement('table')
  made.insert(0, [row(), row()])
  return made
}

test('[G17] what two people make invalid, each by what is allowed, is told by part and number, and stays', {
  timeout: 60_000,
}, async () => {
  const { join, log, checks, told, lines, metrics, names } = await checkedHouse()
  const [{ peer: ann }, { peer: bob }] = [await join('ann'), await join('bob')]
  section(ann.doc, PART).insert(0, [table()])
  await ann.saved()
  checks.ask(projectId)
  await until(told, 1)
  expect(told[0]).toEqual([projectId, []])
  const rowsOf = ({ doc }: { doc: Y.Doc }) => section(doc, PART).get(0) as Y.XmlElement
  await bob.until(() => rowsOf(bob).length === 2)
  ann.hangUp()
  bob.hangUp()
  rowsOf(ann).delete(0, 1)
  rowsOf(bob).delete(1, 1)
  for (const peer of [ann, bob]) await join('ann', { peer })
  await Promise.all([ann.saved(), bob.saved()])
  await ann.until(() => rowsOf(ann).length === 0)
  const rows = log.rows(projectId).length
  checks.ask(projectId)
  await until(told, 2)
  expect(told[1]).toEqual([projectId, [{ sectionId: PART, nodes: 1 }]])
  expect(log.rows(projectId)).toHaveLength(rows)
  expect(rowsOf(bob).nodeName).toBe('table')
  expect([ann.closed, bob.closed, names]).toEqual([null, null, []])
  const counted = await metrics.registry.metrics()
  expect(counted).toContain('trame_schema_checks_total{result="valid"} 1')
  expect(counted).toContain('trame_schema_checks_total{result="invalid"} 1')
  expect(counted).toContain('trame_invalid_nodes_total 1')
  expect(lines.filter((line) => line.includes('invalid'))).toHaveLength(1)
  expect(lines.join('')).not.toContain('Zanzibar')
})

test('[G17] one document after the other is looked at, once however often it is asked for', {
  timeout: 60_000,
}, async () => {
  const { log, checks, told, names } = await checkedHouse()
  await createBlank(log, otherProject)
  const loading = vi.spyOn(log, 'load')
  for (let time = 0; time < 5; time += 1) {
    checks.ask(projectId)
    checks.ask(otherProject)
  }
  expect(loading).toHaveBeenCalledTimes(1)
  await until(told, 3)
  expect(told.map(([id]) => id)).toEqual([projectId, otherProject, projectId])
  expect(names).toEqual([])
})

test('[G17] a database that fails costs the next document nothing', {
  timeout: 60_000,
}, async () => {
  const { log, checks, told, names } = await checkedHouse()
  const { load } = log
  vi.spyOn(log, 'load').mockRejectedValueOnce(new Error('away')).mockImplementation(load.bind(log))
  checks.ask(projectId)
  checks.ask(otherProject)
  checks.ask(projectId)
  await until(told, 1)
  expect(names).toEqual(['failed'])
})

test('[G17] a process that ends looks at nothing more', async () => {
  const { log, checks, names } = await checkedHouse()
  const loading = vi.spyOn(log, 'load').mockRejectedValue(new Error('the database is closed'))
  checks.ask(projectId)
  checks.ask(otherProject)
  checks.stop()
  await vi.waitUntil(() => loading.mock.settledResults.length > 0)
  checks.ask(projectId)
  await new Promise((resolve) => setImmediate(resolve))
  expect([names, loading.mock.calls.length]).toEqual([[], 1])
})
