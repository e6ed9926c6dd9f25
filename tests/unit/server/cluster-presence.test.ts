import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Exchange, MemoryBus } from '#server/cluster/memory-bus.ts'
import {
  accountOf,
  type JoinOptions,
  newLog,
  projectId,
  testHouse,
} from '#tests/support/room-of-peers.ts'
import { seenBy } from '#tests/support/seen-people.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const people = (peer: TestPeer) =>
  [...seenBy(peer).values()].flatMap(({ state }) => state?.user ?? [])
const names = (peer: TestPeer) => people(peer).map(({ name }) => name)

async function threeNodes() {
  const log = await newLog()
  const exchange = new Exchange()
  const start = async () => {
    const bus = new MemoryBus(exchange)
    const { join, rooms } = await testHouse({ log, bus, graceMs: 60_000 })
    const enter = async (name: string, state: unknown, options: JoinOptions = {}) => {
      const joined = await join(name, options)
      joined.peer.present(state)
      await later()
      return joined
    }
    return { bus, rooms, enter, join }
  }
  return [await start(), await start(), await start()] as const
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const later = (ms = 200) => vi.advanceTimersByTimeAsync(ms)

test('[A8] people of another node are seen with their name, role and colour, and leave', async () => {
  const [here, there] = await threeNodes()
  const { peer: ann } = await here.enter('ann', { at: 1 })
  const { peer: bob } = await there.enter('bob', { at: 2 }, { role: 'commenter' })
  expect(people(ann)).toEqual([
    expect.objectContaining({ name: 'bob Test', role: 'commenter', color: 2 }),
  ])
  expect(people(bob)).toContainEqual(expect.objectContaining({ name: 'ann Test', color: 1 }))
  bob.present({ at: 3 }, 2)
  await later()
  expect(seenBy(ann).get(bob.doc.clientID)?.state).toMatchObject({ at: 3 })
  bob.hangUp()
  await later()
  expect(names(ann)).toEqual([])
})

test('[A8] [A7] whoever enters gets those who are on other nodes', async () => {
  const [here, there] = await threeNodes()
  await here.enter('ann', { at: 1 })
  await later()
  await there.enter('bob', { at: 2 })
  await later()
  const { peer: late } = await there.join('late')
  await later()
  expect(names(late).sort()).toEqual(['ann Test', 'bob Test'])
})

test('[A9] who goes to another node while the first has not noticed is seen once', async () => {
  const [first, second, third] = await threeNodes()
  const { peer: eve } = await third.enter('eve', {})
  const ann = await first.enter('ann', { at: 'first' })
  await later()
  // The old connection is half open: nobody closes it yet.
  const again = new TestPeer({ doc: ann.peer.doc })
  await second.join('ann', { peer: again })
  again.present({ at: 'second' }, 2)
  await later()
  expect(names(eve)).toEqual(['ann Test'])
  first.rooms.beat()
  await later()
  ann.connection.closed(1006, 'found dead')
  await later()
  expect(names(eve)).toEqual(['ann Test'])
  expect(seenBy(eve).get(again.doc.clientID)?.state).toMatchObject({ at: 'second' })
  // A node that has not noticed, and goes on saying that they are there.
  const { clientID: clientId } = again.doc
  const stale = { clientId, clock: 2, accountId: accountOf('ann'), color: 1, state: '{}' }
  const { presence } = third.rooms.find(projectId) ?? {}
  presence?.hear('stale', { type: 'present-all', people: [stale] })
  again.hangUp()
  await later()
  expect(names(eve)).toEqual([])
})

test('[A9] [A3] the id of someone who is on another node cannot be taken', async () => {
  const [here, there] = await threeNodes()
  const { peer: ann } = await here.enter('ann', { at: 1 })
  const { peer: bob } = await there.enter('bob', { at: 2 })
  await later()
  const { peer: eve } = await there.join('eve')
  eve.present({ stolen: true }, 90, ann.doc.clientID)
  await later()
  expect(names(bob)).toEqual(['ann Test'])
  expect(seenBy(bob).get(ann.doc.clientID)?.state).toMatchObject({ at: 1 })
})

test('[A9] [A5] a person has the same colour on two nodes', async () => {
  const [here, there] = await threeNodes()
  for (const name of ['zoe', 'yan', 'ann']) await here.enter(name, {})
  const { peer: watcher } = await there.enter('watcher', {})
  await there.enter('ann', {})
  await later()
  const both = people(watcher).filter(({ name }) => name === 'ann Test')
  expect(both.map(({ color }) => color)).toEqual([3, 3])
})

test('[A10] a node that falls silent takes its people away, and one that speaks keeps them', async () => {
  const [here, alive, dead] = await threeNodes()
  const { peer: ann } = await here.enter('ann', {})
  await alive.enter('bob', {})
  await dead.enter('carl', {})
  await later()
  expect(names(ann).sort()).toEqual(['bob Test', 'carl Test'])
  await dead.bus.close()
  for (let beats = 0; beats < 2; beats++) {
    await later(10_000)
    for (const node of [here, alive, dead]) node.rooms.beat()
    await later(0)
  }
  expect(names(ann).sort()).toEqual(['bob Test', 'carl Test'])
  await later(10_000)
  for (const node of [alive, here]) node.rooms.beat()
  await later()
  expect(names(ann)).toEqual(['bob Test'])
  expect(here.rooms.find(projectId)?.presence.size).toBe(1)
})
