import { expect, vi } from 'vitest'
import * as Y from 'yjs'
import { listReturnedTexts } from '#db/queries/returned-text.ts'
import { section } from '#lib/document/schema.ts'
import { clusterTest, enter, startCluster } from '#tests/support/cluster-house.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'
import { paragraph } from '#tests/support/words-house.ts'

const partOf = ({ doc }: TestPeer) => section(doc, 'framework')

clusterTest('[K12] words that go unseen on three nodes at once are offered once', async () => {
  const cluster = await startCluster(3)
  const [ann, bob, carl] = await Promise.all(
    cluster.houses.map((house, index) => enter(cluster, house, `prof${index + 1}`)),
  )
  if (ann === undefined || bob === undefined || carl === undefined)
    throw new Error('three are there')
  partOf(ann).insert(0, [paragraph('Un passage')])
  await ann.saved()
  for (const peer of [bob, carl])
    await peer.until(() => partOf(peer).toString().includes('passage'))
  const [block] = partOf(bob).slice(0, 1)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('a paragraph was expected')
  // In the same turn: neither has what the other does.
  for (const letter of ' et bien d’autres') text.insert(text.length, letter)
  partOf(ann).delete(0, 1)
  await Promise.all([ann.saved(), bob.saved()])
  for (const peer of [ann, bob, carl]) {
    await peer.until(() => !partOf(peer).toString().includes('passage'))
  }
  for (const peer of [ann, bob, carl]) await peer.until(() => peer.of('event').length > 0)
  await vi.waitFor(async () => {
    const offers = await listReturnedTexts(cluster.db, cluster.projectId)
    expect(offers.map((offer) => offer.text)).toEqual([' et bien d’autres'])
  })
})
