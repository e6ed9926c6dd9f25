import { expect, onTestFinished, vi } from 'vitest'
import type * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import {
  busOn,
  type Cluster,
  clusterTest,
  enter,
  startCluster,
  startNode,
} from '#tests/support/cluster-house.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

const summaryOf = (peer: TestPeer) => header(peer.doc).get('summary') as Y.Text
const reads = (peer: TestPeer) => summaryOf(peer).toString()

type Writer = { peer: TestPeer; name: string; written: number; isStopped: boolean }

/** Writes on, one word ahead of what is acknowledged, until it is stopped. */
async function keepWriting(writer: Writer): Promise<void> {
  const { peer, name } = writer
  while (!writer.isStopped) {
    summaryOf(peer).insert(0, `${name}${writer.written};`)
    writer.written += 1
    await peer.saved()
  }
}

async function writersOn(cluster: Cluster) {
  const writers: Writer[] = []
  for (const [index, house] of cluster.houses.entries()) {
    const peer = await enter(cluster, house, `prof${index + 1}`)
    writers.push({ peer, name: `n${index}-`, written: 0, isStopped: false })
  }
  const writing = writers.map(keepWriting)
  const writeMore = async (count: number) => {
    const wanted = writers.map(({ written }) => written + count)
    await vi.waitUntil(() => writers.every(({ written }, at) => written >= (wanted[at] ?? 0)), {
      timeout: 30_000,
    })
  }
  const stop = async () => {
    for (const writer of writers) writer.isStopped = true
    await Promise.all(writing)
  }
  onTestFinished(stop)
  return { writers, writeMore, stop }
}

/** Each word of each writer once, on each page. */
async function untilAllAgree(writers: readonly Writer[]): Promise<void> {
  const words = writers.flatMap(({ name, written }) =>
    Array.from({ length: written }, (_, index) => `${name}${index};`),
  )
  for (const { peer } of writers) {
    await peer.until(() => words.every((word) => reads(peer).split(word).length === 2))
  }
  expect(new Set(writers.map(({ peer }) => reads(peer))).size).toBe(1)
}

clusterTest(
  '[K7] [K8] Redis killed and started while two nodes write loses and stops nothing',
  async () => {
    const cluster = await startCluster(2)
    const { writers, writeMore, stop } = await writersOn(cluster)
    await writeMore(5)
    await cluster.redis.kill()
    await writeMore(10)
    for (const house of cluster.houses) expect(await house.isReady()).toBe(true)
    await cluster.redis.start()
    const { houses } = cluster
    await vi.waitUntil(() => houses.every(({ names }) => names.includes('busBack')), {
      timeout: 20_000,
    })
    await writeMore(5)
    await stop()
    await untilAllAgree(writers)
    expect(writers.map(({ peer }) => peer.closed)).toEqual([null, null])
  },
)

clusterTest('[K8] Redis that takes and answers nothing keeps nobody waiting', async () => {
  const cluster = await startCluster(2)
  const { writers, writeMore, stop } = await writersOn(cluster)
  await writeMore(3)
  cluster.redis.pause()
  onTestFinished(() => cluster.redis.resume())
  await writeMore(10)
  // Whoever comes meanwhile gets the document as well.
  const [house] = cluster.houses
  if (house === undefined) throw new Error('there is a node')
  const late = await enter(cluster, house, 'prof5')
  expect(reads(late)).toContain('n0-0;')
  await stop()
  await untilAllAgree(writers)
  cluster.redis.resume()
})

clusterTest('[K8] a node starts, opens a room and hears of others without any Redis', async () => {
  const cluster = await startCluster(1)
  await cluster.redis.kill()
  const late = await startNode(cluster.database, (events) => busOn(cluster.redis, events))
  const everywhere = { ...cluster, houses: [...cluster.houses, late] }
  expect(await late.isReady()).toBe(true)
  const { writers, writeMore, stop } = await writersOn(everywhere)
  await writeMore(3)
  await stop()
  await untilAllAgree(writers)
})
