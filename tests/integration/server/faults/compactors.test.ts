import { expect, onTestFinished } from 'vitest'
import { createDatabaseLog } from '#server/store/database-log.ts'
import { clusterTest, enter, startCluster } from '#tests/support/cluster-house.ts'
import { documentOf } from '#tests/support/faults/document-of.ts'
import { scaled } from '#tests/support/faults/scale.ts'
import { missingIn, WordWriter } from '#tests/support/faults/word-writer.ts'

const rounds = scaled({ short: 8, full: 160 })
const wordsAtOnce = 50
const timeoutMs = scaled({ short: 120_000, full: 900_000 })

clusterTest(
  '[L6] two nodes that compact one log at once, while people write on both, lose and repeat nothing',
  async () => {
    const cluster = await startCluster(2)
    const [first, second] = cluster.houses
    if (first === undefined || second === undefined) throw new Error('two nodes')
    const { projectId } = first
    const writers = [new WordWriter('a', 'framework'), new WordWriter('b', 'framework')] as const
    await enter(cluster, first, 'prof1', { peer: writers[0].peer })
    await enter(cluster, second, 'prof2', { peer: writers[1].peer })
    const log = createDatabaseLog(cluster.db, { node: 'test' })
    const again = await cluster.database.openAgain()
    onTestFinished(() => again.close())
    const logs = [log, createDatabaseLog(again.db, { node: 'another' })]
    let written = 0
    for (let round = 0; round < rounds; round++) {
      for (let word = 0; word < wordsAtOnce; word++) {
        for (const writer of writers) writer.write()
      }
      const snapshots = await Promise.all(logs.map((one) => one.compact(projectId, 1)))
      written += snapshots.filter((isWritten) => isWritten).length
      await Promise.all(writers.map(({ peer }) => peer.saved()))
      const promised = writers.flatMap(({ acknowledged }) => acknowledged)
      const stored = documentOf(await log.load(projectId))
      expect(missingIn(stored, promised), 'acknowledged and missing').toEqual([])
    }
    expect(written).toBeGreaterThan(rounds / 2)
    const stored = documentOf(await log.load(projectId))
    for (const writer of writers) expect(writer.notOnceIn(stored)).toEqual([])
    for (const { peer } of writers) {
      await peer.until(() => writers.every((other) => other.notOnceIn(peer.doc).length === 0))
    }
    const seqs: number[] = []
    for await (const { seq } of log.listRows(projectId, 1)) seqs.push(seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  },
  timeoutMs,
)
