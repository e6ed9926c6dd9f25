import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { type OpenDatabase, openDatabase } from '#db/client.ts'
import { header } from '#lib/document/schema.ts'
import { type PostgresServer, startPostgres } from '#tests/support/postgres-server.ts'
import { cookieOf, openSocket, startSyncHouse } from '#tests/support/sync-house.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

const place = inject('postgres')
const reason = 'unavailable' in place ? ` (${place.unavailable})` : ''
let server: PostgresServer
let opened: OpenDatabase

beforeAll(async () => {
  if (reason !== '') return
  server = await startPostgres()
  opened = await openDatabase({ databaseUrl: server.url, dataDir: '' })
})

afterAll(async () => {
  if (reason !== '') return
  await opened.close()
  await server.remove()
})

const summaryOf = (peer: TestPeer) => header(peer.doc).get('summary') as Y.Text
const reads = (peer: TestPeer) => summaryOf(peer).toString()

test.skipIf(reason !== '')(
  `[L2] [R9] while PostgreSQL is away people go on writing together, and nothing is acknowledged until it is stored${reason}`,
  async () => {
    const house = await startSyncHouse(opened.db)
    const enter = async (who: string) => {
      const { cookie } = await cookieOf(opened.db, who)
      const { peer } = openSocket(house, { cookie })
      await peer.synced()
      summaryOf(peer).insert(0, `${who} `)
      await peer.saved()
      return peer
    }
    const ann = await enter('prof1')
    const bob = await enter('prof2')
    await server.stop()
    summaryOf(ann).insert(0, 'meanwhile ')
    await bob.until(() => reads(bob).startsWith('meanwhile '))
    summaryOf(bob).insert(0, 'together ')
    await ann.until(() => reads(ann).startsWith('together meanwhile '))
    // The access check fails too, and sends nobody away.
    const failures = ['logFailed', 'failed']
    await vi.waitUntil(() => failures.every((name) => house.names.includes(name)), {
      timeout: 20_000,
    })
    expect(ann.acknowledged).toBeLessThan(ann.marked)
    expect([ann.closed, bob.closed]).toEqual([null, null])
    await server.start()
    await Promise.all([ann.saved(), bob.saved()])
    await house.drain()
    const again = await startSyncHouse(opened.db)
    const { cookie } = await cookieOf(opened.db, 'prof3')
    const { peer: late } = openSocket(again, { cookie })
    await late.synced()
    expect(reads(late)).toBe(reads(bob))
  },
)
