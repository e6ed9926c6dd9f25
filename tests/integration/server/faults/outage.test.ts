import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { type OpenDatabase, openDatabase } from '#db/client.ts'
import { createDatabaseLog } from '#server/store/database-log.ts'
import { documentOf } from '#tests/support/faults/document-of.ts'
import { scaled } from '#tests/support/faults/scale.ts'
import { missingIn, WordWriter } from '#tests/support/faults/word-writer.ts'
import { type PostgresServer, startPostgres } from '#tests/support/postgres-server.ts'
import { cookieOf, openSocket, type SyncHouse, startSyncHouse } from '#tests/support/sync-house.ts'
import { whyNoPostgres } from '#tests/support/test-db.ts'

const outageMs = scaled({ short: 2_000, full: 30_000 })
const parts = ['framework', 'framework', 'regulation']
const reason = whyNoPostgres()
let server: PostgresServer
let opened: OpenDatabase

beforeAll(async () => {
  if (reason !== null) return
  server = await startPostgres()
  opened = await openDatabase({ databaseUrl: server.url, dataDir: '' })
})

afterAll(async () => {
  if (reason !== null) return
  await opened.close()
  await server.remove()
})

async function stored({ projectId }: SyncHouse): Promise<Y.Doc> {
  return documentOf(await createDatabaseLog(opened.db, { node: 'test' }).load(projectId))
}

async function enter(house: SyncHouse): Promise<WordWriter[]> {
  const writers = parts.map((part, one) => new WordWriter(`w${one}`, part))
  for (const [one, { peer }] of writers.entries()) {
    const { cookie } = await cookieOf(opened.db, `prof${one + 1}`)
    openSocket(house, { cookie, peer })
    await peer.synced()
  }
  return writers
}

test.skipIf(reason !== null)(
  `[L2] [R9] PostgreSQL is away for ${outageMs / 1000} s under load: people go on writing together, and nothing is acknowledged until it is stored${reason === null ? '' : ` (${reason})`}`,
  { timeout: 120_000 },
  async () => {
    const house = await startSyncHouse(opened.db)
    const writers = await enter(house)
    const pace = setInterval(() => {
      for (const writer of writers) writer.write()
    }, 20)
    try {
      for (const writer of writers) {
        await writer.peer.until(() => writer.acknowledged.length > 10)
      }
      await server.stop()
      const stoppedAt = Date.now()
      // The access check fails too, and sends nobody away.
      const failures = ['logFailed', 'failed']
      const hasFailed = () => failures.every((name) => house.names.includes(name))
      await vi.waitUntil(() => hasFailed() && Date.now() - stoppedAt >= outageMs, {
        timeout: 60_000,
      })
    } finally {
      clearInterval(pace)
    }
    const promised = writers.flatMap(({ acknowledged }) => acknowledged)
    for (const { peer } of writers) {
      await peer.until(() => writers.every((other) => other.notOnceIn(peer.doc).length === 0))
    }
    for (const { peer, acknowledged, count } of writers) {
      expect(peer.closed).toBeNull()
      expect(acknowledged.length).toBeLessThan(count)
    }
    await server.start()
    expect(missingIn(await stored(house), promised), 'acknowledged and missing').toEqual([])
    await Promise.all(writers.map(({ peer }) => peer.saved()))
    const doc = await stored(house)
    for (const writer of writers) expect(writer.notOnceIn(doc)).toEqual([])
    expect(writers.map(({ peer }) => peer.closed)).toEqual([null, null, null])
  },
)
