import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Colors } from '#server/sync/colors.ts'
import type { Peer } from '#server/sync/peer.ts'
import { Presence } from '#server/sync/presence.ts'
import { type AwarenessEntry, decodeServerMessage } from '#server/sync/protocol.ts'
import { accountOf } from '#tests/support/room-of-peers.ts'

class Onlooker implements Peer {
  readonly person
  readonly canWrite = true
  readonly frames: AwarenessEntry[][] = []
  constructor(name: string) {
    const role = 'editor' as const
    this.person = { accountId: accountOf(name), firstName: name, lastName: 'Test', role }
  }
  sendEvent(): void {
    throw new Error('presence leaves as presence')
  }
  sendUpdate(): void {
    throw new Error('presence is no update')
  }
  sendAcknowledgement(): void {
    throw new Error('presence is not acknowledged')
  }
  close(): void {
    throw new Error('presence closes nobody')
  }
  sendPresence(frame: Uint8Array): void {
    const message = decodeServerMessage(frame)
    if (message.type === 'awareness') this.frames.push([...message.entries])
  }
  get states(): unknown[] {
    return this.frames.flat().map(({ state }) => JSON.parse(state))
  }
}

const entry = (clientId: number, state: unknown, clock = 1): AwarenessEntry => ({
  ...{ clientId, clock },
  state: JSON.stringify(state),
})

function roomOf(...names: string[]) {
  const people = names.map((name) => new Onlooker(name))
  const peers = new Set<Peer>(people)
  return {
    presence: new Presence({
      peers,
      clock: () => Date.now(),
      silenceMs: 30_000,
      tell: () => undefined,
    }),
    people,
    peers,
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const later = () => vi.advanceTimersByTime(100)

test('[A2] id, name, first name, colour and role are the server’s', () => {
  const { presence, people } = roomOf('ann', 'bob')
  const [ann, bob] = people as [Onlooker, Onlooker]
  const user = { id: 'x', name: 'MALLORY', color: 'red', role: 'head', extra: 1 }
  presence.receive(ann, [entry(1, { user, cursor: 3 })])
  later()
  const { accountId: id } = ann.person
  expect(bob.states).toEqual([
    { cursor: 3, user: { id, name: 'ann Test', firstName: 'ann', color: 1, role: 'editor' } },
  ])
  expect(ann.frames).toEqual([])
})

test('[A1] what a connection says of others is left unread', () => {
  const { presence, people } = roomOf('ann', 'bob', 'eve')
  const [ann, bob, eve] = people as [Onlooker, Onlooker, Onlooker]
  presence.receive(ann, [entry(1, { at: 'a' })])
  presence.receive(bob, [entry(2, { at: 'b' })])
  later()
  const seen = eve.frames.length
  const forged = { clientId: 1, clock: 50, state: 'not even JSON' }
  presence.receive(bob, [forged, entry(99, { at: 'invented' }), entry(1, null, 60)])
  later()
  expect(eve.frames).toHaveLength(seen)
  expect(presence.size).toBe(2)
})

test('[A3] the id of someone who is there cannot be taken', () => {
  const { presence, people } = roomOf('ann', 'bob', 'eve')
  const [ann, bob, eve] = people as [Onlooker, Onlooker, Onlooker]
  presence.receive(ann, [entry(1, {})])
  later()
  presence.receive(bob, [entry(1, { stolen: true }, 9)])
  later()
  expect(eve.states).toHaveLength(1)
  presence.leave(bob)
  expect(presence.clientOf(ann)).toBe(1)
})

test('[A3] one’s own id comes along to a new connection', () => {
  const { presence, people, peers } = roomOf('ann', 'bob')
  const [ann, bob] = people as [Onlooker, Onlooker]
  presence.receive(ann, [entry(1, { at: 'before' })])
  later()
  const again = new Onlooker('ann')
  peers.add(again)
  presence.receive(again, [entry(1, { at: 'after' }, 2)])
  later()
  presence.leave(ann)
  later()
  expect(bob.states.at(-1)).toMatchObject({ at: 'after' })
  expect(presence.size).toBe(1)
})

test('[A4] whoever leaves is announced with the next clock, and nothing is kept', () => {
  const { presence, people } = roomOf('ann', 'bob')
  const [ann, bob] = people as [Onlooker, Onlooker]
  presence.receive(ann, [entry(1, {}, 7)])
  later()
  presence.leave(ann)
  expect(bob.frames.at(-1)).toEqual([{ clientId: 1, clock: 8, state: 'null' }])
  expect(presence.size).toBe(0)
  expect(presence.snapshot()).toBeNull()
})

test('[A4] a client that says it left is gone for all, and may come back', () => {
  const { presence, people } = roomOf('ann', 'bob')
  const [ann, bob] = people as [Onlooker, Onlooker]
  presence.receive(ann, [entry(1, {}, 7)])
  later()
  presence.receive(ann, [entry(1, null, 7)])
  later()
  expect(bob.states.at(-1)).toBeNull()
  expect(presence.snapshot()).toBeNull()
  presence.receive(ann, [entry(1, { back: true }, 9)])
  later()
  expect(bob.states.at(-1)).toMatchObject({ back: true })
})

test('[A5] a person keeps their colour; a new one gets the lowest that fewest have', () => {
  const colors = new Colors()
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
  expect(names.map((name) => colors.of(accountOf(name)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1, 2])
  expect(colors.of(accountOf('c'))).toBe(3)
})

test('[A6] a state over 4 KB, or that is none, is left out', () => {
  const { presence, people } = roomOf('ann', 'bob')
  const [ann, bob] = people as [Onlooker, Onlooker]
  presence.receive(ann, [entry(1, { big: 'x'.repeat(5000) })])
  later()
  presence.receive(ann, [{ clientId: 1, clock: 2, state: '{broken' }])
  later()
  presence.receive(ann, [entry(1, ['a', 'list'], 3)])
  later()
  expect(bob.frames).toEqual([])
})

test('[A6] states that follow each other leave as one, at most 20 a second, the newest last', () => {
  const { presence, people } = roomOf('ann', 'bob')
  const [ann, bob] = people as [Onlooker, Onlooker]
  for (let clock = 1; clock <= 200; clock++) {
    presence.receive(ann, [entry(1, { clock }, clock)])
    vi.advanceTimersByTime(5)
  }
  expect(bob.frames.length).toBeLessThanOrEqual(20)
  later()
  expect(bob.states.at(-1)).toMatchObject({ clock: 200 })
})

test('[A6] people who move at once share one frame', () => {
  const { presence, people } = roomOf('ann', 'bob', 'eve')
  const [ann, bob, eve] = people as [Onlooker, Onlooker, Onlooker]
  presence.receive(ann, [entry(1, {})])
  presence.receive(bob, [entry(2, {})])
  later()
  expect(eve.frames).toHaveLength(1)
  expect(eve.states).toHaveLength(2)
})

test('[A7] the snapshot has everybody who is there', () => {
  const { presence, people } = roomOf('ann', 'bob')
  const [ann, bob] = people as [Onlooker, Onlooker]
  presence.receive(ann, [entry(1, { at: 'a' })])
  presence.receive(bob, [entry(2, { at: 'b' })])
  later()
  const frame = presence.snapshot()
  const message = frame === null ? null : decodeServerMessage(frame)
  expect(message?.type === 'awareness' && message.entries.map(({ clientId }) => clientId)).toEqual([
    1, 2,
  ])
})
