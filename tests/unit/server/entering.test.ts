import { expect, test } from 'vitest'
import { encodeQueryAwareness } from '#server/sync/protocol.ts'
import { testHouse } from '#tests/support/room-of-peers.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

/** How often the peer was told where this client is. */
const tellings = (peer: TestPeer, clientId: number) =>
  peer.of('awareness').filter(({ entries }) => entries.some((entry) => entry.clientId === clientId))
    .length

test('[A7] whoever enters is told who is there, and again when they ask', async () => {
  const { join } = await testHouse()
  const { peer: ann } = await join('ann')
  const { peer: bob } = await join('bob')
  const { clientID } = ann.doc
  ann.present({ at: 'framework' })
  await bob.until(() => tellings(bob, clientID) === 1)

  const { peer: eve } = await join('eve')
  await eve.until(() => tellings(eve, clientID) === 1)
  eve.send(encodeQueryAwareness())
  await eve.until(() => tellings(eve, clientID) === 2)
  expect(tellings(bob, clientID)).toBe(1)
})
