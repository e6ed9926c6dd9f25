import { beforeAll, expect, test } from 'vitest'
import { Random } from '#tests/support/chaos/random.ts'
import { openLine } from '#tests/support/http-line-client.ts'
import { partContent, writeAtRandom } from '#tests/support/random-writing.ts'
import { cookieOf, openSocket, startSyncHouse } from '#tests/support/sync-house.ts'
import { type TestDb, testDb } from '#tests/support/test-db.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const steps = 60
let database: TestDb

beforeAll(async () => {
  database = await testDb()
  return () => database.close()
})

/**
 * Loses requests before they arrive and answers after they were given. The opening gets through, and so
 * does every third request: a line that nothing gets through is cut, which is another matter.
 */
function lossy(random: Random): (next: typeof fetch) => typeof fetch {
  let lostInARow = 0
  const isLost = () => {
    lostInARow = lostInARow < 2 && random.below(6) === 0 ? lostInARow + 1 : 0
    return lostInARow > 0
  }
  return (next) => async (address, init) => {
    if (new URL(String(address)).pathname.endsWith('/http')) return next(address, init)
    if (!isLost()) return next(address, init)
    if (random.below(2) === 0) throw new TypeError('the request was lost')
    const answer = await next(address, init)
    await answer.body?.cancel()
    throw new TypeError('the answer was lost')
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test.each([1, 2])(
  '[P14] over a network that loses requests and answers everybody agrees in the end, seed %i',
  async (seed) => {
    const random = new Random(seed)
    const house = await startSyncHouse(database.db)
    const enter = async (who: string, peer: TestPeer, way: number) => {
      const { cookie } = await cookieOf(database.db, who)
      if (way === 0) openSocket(house, { cookie, peer })
      else openLine(house, { cookie, peer, network: lossy(random), hasPlace: way === 1 })
      await peer.synced()
    }
    const writers = ['prof1', 'prof2', 'prof3'].map((who, way) => {
      return { who, way, peer: new TestPeer() }
    })
    await Promise.all(writers.map(({ who, peer, way }) => enter(who, peer, way)))
    for (let step = 0; step < steps; step += 1) {
      const writer = writers[random.below(writers.length)]
      if (writer === undefined) continue
      writeAtRandom(writer.peer.doc, random)
      if (random.below(20) === 0) {
        writer.peer.hangUp()
        writer.way = random.below(3)
        await enter(writer.who, writer.peer, writer.way)
      }
      if (random.below(3) === 0) await turn()
    }
    for (const { who, peer, way } of writers) {
      if (peer.closed !== null) await enter(who, peer, way)
      peer.mark()
    }
    await Promise.all(writers.map(({ peer }) => peer.saved()))
    const late = new TestPeer()
    await enter('coordination', late, 0)
    const content = partContent(late.doc)
    for (const { peer } of writers) await peer.until(() => partContent(peer.doc) === content)
    expect(house.names).not.toContain('updateRefused')
    expect(house.names).not.toContain('failed')
  },
)
