import { expect, vi } from 'vitest'
import { busOn, clusterTest, enter, startCluster, startNode } from '#tests/support/cluster-house.ts'
import { scaled } from '#tests/support/faults/scale.ts'
import { TcpLink } from '#tests/support/faults/tcp-link.ts'
import { WordWriter } from '#tests/support/faults/word-writer.ts'
import { recordedEvents } from '#tests/support/room-of-peers.ts'
import type { SyncHouse } from '#tests/support/sync-house.ts'

const timeoutMs = scaled({ short: 120_000, full: 600_000 })
const rounds = scaled({ short: 1, full: 10 })

/** Everyone writes on, then everyone has each word of everyone once. */
async function writeTogether(writers: readonly WordWriter[]): Promise<void> {
  for (let word = 0; word < 10; word++) {
    for (const writer of writers) writer.write()
    await Promise.all(writers.map(({ peer }) => peer.saved()))
  }
  for (const { peer } of writers) {
    await peer.until(() => writers.every((other) => other.notOnceIn(peer.doc).length === 0))
    expect(peer.closed).toBeNull()
  }
}

const breaks = [
  ['passes nothing', (link: TcpLink) => link.hold()],
  ['is cut', (link: TcpLink) => link.cut()],
] as const

for (const [what, breakLink] of breaks) {
  clusterTest(
    `[K6] [K7] [K8] while the line of one node to Redis ${what}, its people and the others go on together, late but with every word`,
    async () => {
      const cluster = await startCluster(1)
      const link = await TcpLink.to(Number(new URL(cluster.redis.url).port))
      const { names, events } = recordedEvents()
      const bus = busOn({ url: `redis://127.0.0.1:${link.port}` }, events)
      const away = await startNode(cluster.database, () => bus)
      const houses: SyncHouse[] = [...cluster.houses, away]
      const writers = houses.map((_, one) => new WordWriter(`w${one}`, 'framework'))
      for (const [one, { peer }] of writers.entries()) {
        const house = houses[one]
        if (house) await enter(cluster, house, `prof${one + 1}`, { peer })
      }
      await writeTogether(writers)
      for (let round = 0; round < rounds; round++) {
        breakLink(link)
        await writeTogether(writers)
        const told = names.filter((name) => name === 'busBack').length
        link.mend()
        await writeTogether(writers)
        if (what !== 'is cut') continue
        await vi.waitUntil(() => names.filter((name) => name === 'busBack').length > told, {
          timeout: 20_000,
        })
      }
      const late = await enter(cluster, away, 'prof5')
      for (const writer of writers) expect(writer.notOnceIn(late.doc)).toEqual([])
    },
    timeoutMs,
  )
}
