import { expect, vi } from 'vitest'
import type * as Y from 'yjs'
import { findAccountByEmail } from '#db/queries/account.ts'
import { setMember } from '#db/queries/project-member.ts'
import { revokeSession } from '#db/queries/session.ts'
import { header } from '#lib/document/schema.ts'
import { publishSignal } from '#server/cluster/shared-signals.ts'
import {
  busBeside,
  type Cluster,
  clusterTest,
  enter,
  startCluster,
} from '#tests/support/cluster-house.ts'
import { cookieOf } from '#tests/support/sync-house.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

const summaryOf = (peer: TestPeer) => header(peer.doc).get('summary') as Y.Text
const reads = (peer: TestPeer) => summaryOf(peer).toString()
const enterEach = (cluster: Cluster, who: string, cookie?: string) =>
  Promise.all(cluster.houses.map((house) => enter(cluster, house, who, cookie ? { cookie } : {})))

clusterTest('[K5] [K8] people on three nodes write together, and nothing is missed', async () => {
  const cluster = await startCluster(3)
  const peers = await enterEach(cluster, 'prof1')
  const words: string[] = []
  for (let round = 0; round < 10; round++) {
    for (const [index, peer] of peers.entries()) {
      words.push(`${index}.${round} `)
      summaryOf(peer).insert(0, `${index}.${round} `)
    }
    await Promise.all(peers.map((peer) => peer.saved()))
  }
  const hasAll = (peer: TestPeer) => words.every((word) => reads(peer).includes(word))
  await Promise.all(peers.map((peer) => peer.until(() => hasAll(peer))))
  await vi.waitUntil(() => new Set(peers.map(reads)).size === 1)
  for (const late of await enterEach(cluster, 'prof4')) expect(hasAll(late)).toBe(true)
})

clusterTest('[K10] a role that changes elsewhere closes the sockets of its person', async () => {
  const cluster = await startCluster(2)
  const [staying, leaving] = [await enterEach(cluster, 'prof2'), await enterEach(cluster, 'prof1')]
  const { projectId } = cluster
  const account = await findAccountByEmail(cluster.db, 'prof1@demo.trame.test')
  if (account === undefined) throw new Error('the demo has prof1')
  const beside = await busBeside(cluster)
  await setMember(cluster.db, { projectId, accountId: account.id, role: 'reader', addedBy: null })
  publishSignal(beside, { projectId, what: 'members' })
  expect(await closeCodes(leaving)).toEqual([4503, 4503])
  await Promise.all(staying.map((peer) => hears(peer, 'members')))
  expect(leaving.flatMap((peer) => peer.of('event'))).toEqual([])
})

clusterTest(
  '[K10] a session that is revoked closes its sockets on every node, without a word',
  async () => {
    const cluster = await startCluster(2)
    const { cookie, sessionId } = await cookieOf(cluster.db, 'prof1')
    const peers = await enterEach(cluster, 'prof1', cookie)
    await cluster.redis.kill()
    await revokeSession(cluster.db, sessionId)
    expect(await closeCodes(peers)).toEqual([4401, 4401])
  },
)

clusterTest('[K10] what a process without rooms tells is heard by everyone', async () => {
  const cluster = await startCluster(2)
  const peers = await enterEach(cluster, 'prof1')
  const beside = await busBeside(cluster)
  for (const what of ['parts', 'versions'] as const) {
    publishSignal(beside, { projectId: cluster.projectId, what })
    await Promise.all(peers.map((peer) => hears(peer, what)))
  }
  beside.publish('signals', () => new TextEncoder().encode('{"what":"nothing"}'))
  await vi.waitUntil(() => cluster.houses.every(({ names }) => names.includes('busMessageIgnored')))
})

function closeCodes(peers: readonly TestPeer[]) {
  return Promise.all(peers.map((peer) => peer.closeCode()))
}

function hears(peer: TestPeer, type: string): Promise<void> {
  return peer.until(() => peer.of('event').some(({ json }) => json === `{"type":"${type}"}`))
}
