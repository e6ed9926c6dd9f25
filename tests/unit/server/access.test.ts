import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import type { ProjectId, SessionId } from '#lib/domain/ids.ts'
import type { ProjectStatus, Role } from '#lib/domain/roles.ts'
import type { SocketLimits as SocketLimitSettings } from '#lib/platform/env.ts'
import { type Access, AccessCheck, type AccessPair } from '#server/sync/access-check.ts'
import { Connection } from '#server/sync/connection.ts'
import { Connections } from '#server/sync/connections.ts'
import { OpeningRate } from '#server/sync/opening-rate.ts'
import { SocketLimits } from '#server/sync/socket-limits.ts'
import {
  accountOf,
  MemoryWire,
  projectId,
  recordedEvents,
  testHouse,
} from '#tests/support/room-of-peers.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const { events } = recordedEvents()

function newConnection(): Connection {
  const wire = new MemoryWire(new TestPeer())
  const onClosed = () => undefined
  return new Connection({ wire, clock: () => Date.now(), events, onClosed })
}

const admissionOf = (name: string, project: ProjectId = projectId) => ({
  person: { accountId: accountOf(name), firstName: name, lastName: '', role: 'editor' as const },
  ...{ sessionId: 's' as SessionId, projectId: project, ack: true },
})

/** Connections under these limits, and what opens one from an address. */
function limited(settings: Partial<SocketLimitSettings>, clock = () => Date.now()) {
  const connections = new Connections(new SocketLimits(settings, clock))
  const open = (address: string) => {
    const connection = newConnection()
    return connections.add(connection, address) ? connection : null
  }
  const enter = (name: string, project: ProjectId = projectId) => {
    const connection = newConnection()
    connections.add(connection, name)
    return connections.admit(connection, admissionOf(name, project)) ? connection : null
  }
  return { connections, open, enter }
}

test('[T1] one address has a limited number of sockets, and gets them back', () => {
  let now = 0
  const { connections, open } = limited({ perAddress: 3 }, () => now)
  const [first] = [open('10.0.0.1'), open('10.0.0.1'), open('10.0.0.1')]
  // However slowly it opens them.
  now += 3_600_000
  expect(open('10.0.0.1')).toBeNull()
  expect(open('10.0.0.2')).not.toBeNull()
  if (first) connections.remove(first)
  // A socket that is forgotten twice gives its place back once.
  if (first) connections.remove(first)
  expect(connections.size).toBe(3)
  expect(open('10.0.0.1')).not.toBeNull()
  expect(open('10.0.0.1')).toBeNull()
})

test('[T1] a school of a hundred teachers behind one address comes in', () => {
  const { open } = limited({})
  const sockets = Array.from({ length: 300 }, () => open('10.0.0.1'))
  expect(sockets).not.toContain(null)
})

test('[T1] one document and one person have a limited number of sockets, and get them back', () => {
  const other = '00000000-0000-4000-8000-000000000002' as ProjectId
  const { connections, enter } = limited({ perPerson: 2, perDocument: 3 })
  const first = enter('ann')
  expect(enter('ann')).not.toBeNull()
  expect(enter('ann', other)).toBeNull()
  expect(enter('bob')).not.toBeNull()
  expect(enter('eve')).toBeNull()
  expect(enter('eve', other)).not.toBeNull()
  if (first) connections.remove(first)
  expect(enter('ann', other)).not.toBeNull()
  expect(enter('ann', other)).toBeNull()
  expect(enter('eve')).not.toBeNull()
  expect(enter('sue')).toBeNull()
})

test('[T2] an address that opens sockets too fast waits; another does not', () => {
  let now = 0
  const { connections, open } = limited({ perAddress: 4, openingsPerSecond: 2 }, () => now)
  const openAndClose = (address: string) => {
    const opened = open(address)
    if (opened) connections.remove(opened)
    return opened !== null
  }
  const storm = (address: string) =>
    Array.from({ length: 10 }, () => openAndClose(address)).filter(Boolean).length
  expect(storm('10.0.0.1')).toBe(4)
  expect(storm('10.0.0.2')).toBe(4)
  now += 1000
  expect(storm('10.0.0.1')).toBe(2)
  now += 60_000
  expect(storm('10.0.0.1')).toBe(4)
})

test('[T2] addresses that have been quiet are forgotten', () => {
  let now = 0
  const rate = new OpeningRate({ burst: 10, perSecond: 10, clock: () => now })
  for (let host = 0; host < 5000; host++) {
    now += 10
    expect(rate.take(`10.0.${host >> 8}.${host & 255}`)).toBe(true)
  }
  expect(rate.size).toBeLessThan(1001)
})

/** A house whose people may do what a test decides. */
async function checkedHouse() {
  const house = await testHouse()
  const ann = await house.join('ann')
  const bob = await house.join('bob')
  const rights = { status: 'draft' as ProjectStatus, roles: new Map<string, Role | null>() }
  rights.roles.set('ann', 'editor').set('bob', 'editor')
  const active: SessionId[] = []
  let isDown = false
  const accessOf = async (pairs: readonly AccessPair[]): Promise<Access[]> => {
    if (isDown) throw new Error('away')
    return pairs.flatMap((pair) => {
      const name = pair.sessionId.replace('session-', '')
      const role = rights.roles.get(name)
      return role === undefined ? [] : [{ ...pair, role, status: rights.status }]
    })
  }
  const check = new AccessCheck({
    connections: [ann.connection, bob.connection],
    accessOf,
    noteActivity: async (sessionId) => void active.push(sessionId),
    findRoom: (id) => house.rooms.find(id),
    events,
  })
  const setDown = (value: boolean) => {
    isDown = value
  }
  return { ...house, ann: ann.peer, bob: bob.peer, rights, check, active, setDown }
}

const write = (peer: TestPeer, text: string) =>
  (header(peer.doc).get('summary') as Y.Text).insert(0, text)

test('[R9] who keeps their right stays; who lost it leaves with the code that says why', async () => {
  const { ann, bob, rights, check } = await checkedHouse()
  await check.run()
  expect([ann.closed, bob.closed]).toEqual([null, null])
  rights.roles.set('bob', 'commenter')
  rights.roles.delete('ann')
  await check.run()
  expect([ann.closed?.code, bob.closed?.code]).toEqual([4401, 4503])
})

test('[R9] a database that is away closes nobody', async () => {
  const { ann, bob, check, setDown } = await checkedHouse()
  setDown(true)
  await check.run()
  setDown(false)
  await check.run()
  expect([ann.closed, bob.closed]).toEqual([null, null])
})

test('[R9] whoever writes prolongs their session', async () => {
  const { ann, check, active } = await checkedHouse()
  await ann.saved()
  for (let round = 0; round < 40; round++) await check.run()
  active.length = 0
  write(ann, 'a')
  await ann.saved()
  for (let round = 0; round < 40; round++) await check.run()
  expect(active).toEqual(['session-ann'])
})

test('[R11] a status that freezes the project freezes its open room, and another opens it again', async () => {
  const { ann, bob, rights, check, rooms } = await checkedHouse()
  await check.run()
  rights.status = 'approved'
  await check.run()
  expect(rooms.find(projectId)?.isFrozen).toBe(true)
  write(ann, 'late')
  expect(await ann.closeCode()).toBe(4423)
  rights.status = 'published'
  await check.run()
  write(bob, 'again')
  await bob.saved()
  expect(bob.closed).toBeNull()
})
