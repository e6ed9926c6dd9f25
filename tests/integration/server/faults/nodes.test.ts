import { expect, onTestFinished } from 'vitest'
import { Random } from '#tests/support/chaos/random.ts'
import { clusterTest } from '#tests/support/cluster-house.ts'
import { Crowd } from '#tests/support/faults/crowd.ts'
import { faultSeed, scaled } from '#tests/support/faults/scale.ts'
import { ServerPlace } from '#tests/support/faults/server-place.ts'
import { missingIn } from '#tests/support/faults/word-writer.ts'
import { startRedis } from '#tests/support/redis-server.ts'
import type { Trame } from '#tests/support/start-trame.ts'

const kills = scaled({ short: 1, full: 10 })
const wordsBetween = scaled({ short: 20, full: 200 })
const timeoutMs = scaled({ short: 120_000, full: 900_000 })

clusterTest(
  `[R3] [R13] [K8] of three nodes one is killed and the others are restarted, and the thirty people who write there move without losing a word, seed ${faultSeed}`,
  async () => {
    const random = new Random(faultSeed)
    const redis = await startRedis()
    const place = await ServerPlace.onPostgres({ env: { REDIS_URL: redis.url } })
    let nodes: readonly Trame[] = await Promise.all([place.start(), place.start(), place.start()])
    const crowd = new Crowd(place, { count: 30, random })
    onTestFinished(() => crowd.leave())
    crowd.goTo(nodes)
    await crowd.come()
    for (let kill = 0; kill < kills; kill++) {
      await crowd.writeMore(wordsBetween)
      const killed = random.pick(nodes)
      const fresh = kill + 1 < kills ? [await place.start()] : []
      nodes = [...nodes.filter((node) => node !== killed), ...fresh]
      // Nobody sends again what the killed node had before it was looked for.
      crowd.goTo([])
      await crowd.burst(killed)
      await killed.kill()
      const promised = crowd.acknowledged
      expect(missingIn(await place.stored(), promised), 'acknowledged and missing').toEqual([])
      crowd.goTo(nodes)
      await crowd.writeMore(wordsBetween)
    }
    expect(new Set(crowd.closes)).toEqual(new Set([1006]))
    crowd.closes.length = 0
    for (const old of [...nodes]) {
      nodes = [...nodes.filter((node) => node !== old), await place.start()]
      crowd.goTo(nodes)
      expect(await old.stop()).toBe(0)
      await crowd.writeMore(wordsBetween)
    }
    expect(new Set(crowd.closes)).toEqual(new Set([1012]))
    await crowd.settle()
    expect(crowd.notOnceIn(await place.stored())).toEqual([])
  },
  timeoutMs,
)
