import { readFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Registry } from 'prom-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import { allEvents } from '#server/metrics/all-events.ts'
import type { Events } from '#server/metrics/events.ts'
import { metricsEndpoint } from '#server/metrics/metrics-endpoint.ts'
import { createMetrics } from '#server/metrics/prometheus-events.ts'
import { encodeUpdate } from '#server/sync/protocol.ts'
import { recordedEvents, testHouse } from '#tests/support/room-of-peers.ts'

const summaryOf = (doc: Y.Doc) => header(doc).get('summary') as Y.Text

/** A house that counts, and what it counted: the value of `name{labels}`. */
async function countedHouse() {
  const metrics = createMetrics()
  const house = await testHouse({ events: metrics.events })
  const joined = [await house.join('ann'), await house.join('bob', { role: 'commenter' })]
  metrics.watch({
    connections: () => joined.map(({ connection }) => connection.live),
    rooms: () => [...house.rooms.opened()].map(({ live }) => live),
  })
  const value = async (series: string) => {
    const lines = (await metrics.registry.metrics()).split('\n')
    const line = lines.find((one) => one.startsWith(`${series} `))
    return line === undefined ? undefined : Number(line.slice(series.length + 1))
  }
  return { ...house, ann: joined[0], bob: joined[1], value, metrics }
}

test('[O2] what people write is counted on its way in, into the database and out', async () => {
  const { ann, value, log } = await countedHouse()
  const peer = ann?.peer
  if (peer === undefined) throw new Error('ann is there')
  summaryOf(peer.doc).insert(0, 'first')
  await peer.saved()
  expect(await value('trame_connections{role="editor"}')).toBe(1)
  expect(await value('trame_connections{role="commenter"}')).toBe(1)
  expect(await value('trame_docs_loaded')).toBe(1)
  expect(await value('trame_doc_bytes')).toBeGreaterThan(100)
  expect(await value('trame_updates_stored_total')).toBe(1)
  expect(await value('trame_update_received_bytes_total')).toBeGreaterThan(10)
  expect(await value('trame_update_sent_bytes_total')).toBeGreaterThan(10)
  expect(await value('trame_commit_seconds_count')).toBe(1)
  expect(await value('trame_fanout_seconds_count')).toBe(1)
  expect(await value('trame_pending_bytes')).toBe(0)
  log.hold()
  summaryOf(peer.doc).insert(0, 'second')
  expect(await value('trame_pending_bytes')).toBeGreaterThan(10)
  await vi.waitUntil(async () => Number(await value('trame_unacked_oldest_seconds')) > 0)
  log.release()
  await peer.saved()
  expect(await value('trame_unacked_oldest_seconds')).toBe(0)
})

test('[O2] refusals and closings are counted by code, and a client makes no series', async () => {
  const { bob, value, metrics } = await countedHouse()
  bob?.peer.send(encodeUpdate(Uint8Array.of(1, 2, 3)))
  expect(await bob?.peer.closeCode()).toBe(4400)
  expect(await value('trame_rejects_total{code="malformed"}')).toBe(1)
  expect(await value('trame_closes_total{code="4400"}')).toBe(1)
  for (const code of [3001, 3002, 4999]) metrics.events.connectionClosed({ code, reason: '' })
  expect(await value('trame_closes_total{code="other"}')).toBe(3)
})

test('[O2] a failing database is seen while it fails', async () => {
  const { ann, value, log } = await countedHouse()
  log.failCommits()
  if (ann) summaryOf(ann.peer.doc).insert(0, 'kept')
  await vi.waitUntil(async () => (await value('trame_docs_degraded')) === 1)
  log.mendCommits()
  await ann?.peer.saved()
  expect(await value('trame_docs_degraded')).toBe(0)
  expect(await value('trame_log_failures_total')).toBeGreaterThan(0)
})

test('each event reaches every sink', () => {
  const [first, second] = [recordedEvents(), recordedEvents()]
  const all = allEvents(first.events, second.events)
  const names = Object.keys(first.events) as (keyof Events)[]
  for (const name of names) Reflect.apply(all[name], all, [])
  expect(first.names).toEqual(names)
  expect(second.names).toEqual(names)
})

test('[O1] metrics answer this machine or the token, and nobody whom a proxy serves', async () => {
  const token = 'a token of the tests'
  const [open, closed] = [
    metricsEndpoint(new Registry(), token),
    metricsEndpoint(new Registry(), null),
  ]
  const server = createServer((request, response) =>
    (request.url === '/closed' ? closed : open)(request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const status = (headers: Record<string, string>, path = '/open') =>
    new Promise<number | undefined>((resolve) => {
      get({ port, path, headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
    })
  const proxied = { 'x-forwarded-for': '203.0.113.7' }
  expect(await status({})).toBe(200)
  expect(await status(proxied)).toBe(403)
  expect(await status({ via: '1.1 proxy' })).toBe(403)
  expect(await status({ ...proxied, authorization: `Bearer ${token}` })).toBe(200)
  expect(await status({ ...proxied, authorization: `Bearer ${token}x` })).toBe(403)
  expect(await status({ ...proxied, authorization: token })).toBe(403)
  expect(await status({ ...proxied, authorization: 'Bearer null' }, '/closed')).toBe(403)
})

test('[O3] the dashboard and the alerts name only metrics that are exported', async () => {
  const metrics = createMetrics()
  metrics.watch({ connections: () => [], rooms: () => [] })
  const exported = metrics.registry.getMetricsAsArray().map(({ name }) => name)
  const files = ['deploy/grafana-dashboard.json', 'docs/operations.md']
  const root = new URL('../../../', import.meta.url)
  for (const file of files) {
    const text = readFileSync(new URL(file, root), 'utf8')
    const named = [...text.matchAll(/\btrame_[a-z0-9_]+/g)].map(([name]) => name)
    const base = named.map((name) =>
      exported.includes(name) ? name : name.replace(/_(bucket|sum|count)$/, ''),
    )
    expect(base.length).toBeGreaterThan(10)
    expect(exported).toEqual(expect.arrayContaining(base))
  }
})
