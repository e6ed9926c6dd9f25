import { expect, onTestFinished } from 'vitest'
import { clusterTest, enter, startCluster } from '#tests/support/cluster-house.ts'
import { seenBy } from '#tests/support/seen-people.ts'
import { startTrame } from '#tests/support/start-trame.ts'
import { cookieOf, openSocket, testSecret } from '#tests/support/sync-house.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const names = (peer: TestPeer) =>
  [...seenBy(peer).values()].flatMap(({ state }) => state?.user.name ?? [])

clusterTest(
  '[A8] [A9] [A10] people of a node that is killed are gone, and seen once where they come back',
  async () => {
    const cluster = await startCluster(1, { silenceMs: 3_000 })
    const [house] = cluster.houses
    const { cookie } = await cookieOf(cluster.db, 'prof2')
    const trame = await startTrame({
      ...{ args: ['--sync-only'], databaseUrl: cluster.database.url ?? '' },
      env: {
        REDIS_URL: cluster.redis.url,
        AUTH_SECRET: testSecret,
        PUBLIC_URL: 'http://localhost:3000',
      },
    })
    onTestFinished(() => trame.kill())
    if (house === undefined) throw new Error('there is a node')
    const ann = await enter(cluster, house, 'prof1')
    const bob = new TestPeer()
    openSocket({ port: trame.port, projectId: cluster.projectId }, { cookie, peer: bob })
    await bob.synced()
    bob.present({ at: 'there' })
    await ann.until(() => names(ann).length === 1)
    const [name] = names(ann)
    await trame.kill()
    await bob.until(() => bob.closed !== null)
    await ann.until(() => names(ann).length === 0)
    // As the browser does: the same client, with the next clocks.
    await enter(cluster, house, 'prof2', { cookie, peer: bob })
    bob.present({ at: 'here' }, 5)
    await ann.until(() => names(ann).length > 0)
    expect(names(ann)).toEqual([name])
  },
)
