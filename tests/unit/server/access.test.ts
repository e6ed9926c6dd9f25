import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import type { ProjectId, SessionId } from '#lib/domain/ids.ts'
import type { ProjectStatus, Role } from '#lib/domain/roles.ts'
import { limits } from '#lib/wire/limits.ts'
import { type Access, AccessCheck, type AccessPair } from '#server/sync/access-check.ts'
import { Connection } from '#server/sync/connection.ts'
import { Connections } from '#server/sync/connections.ts'
import {
  accountOf,
  MemoryWire,
  projectId,
  recordedEvents,
  testHouse,
} from '#tests/support/room-of-peers.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const { events } = recordedEvents()

function connectionOf(name: string, project: ProjectId = projectId): Connection {
  const wire = new MemoryWire(new TestPeer())
  const onClosed = () => undefined
  const connection = new Connection({ wire, clock: () => Date.now(), events, onClosed })
  const person = {
    accountId: accountOf(name),
    firstName: name,
    lastName: '',
    role: 'editor' as const,
  }
  const sessionId = `session-${name}` as SessionId
  connection.admit({ person, sessionId, projectId: project, ack: true })
  return connection
}

const admissionOf = (name: string, project: ProjectId = projectId) => ({
  person: { accountId: accountOf(name), firstName: name, lastName: '', role: 'editor' as const },
  ...{ sessionId: 's' as SessionId, projectId: project, ack: true },
})

test('[P9] one address has a limited number of sockets, and gets them back', () => {
  const connections = new Connections()
  const first = connectionOf('ann')
  expect(connections.add(first, '10.0.0.1')).toBe(true)
  for (let count = 1; count < limits.connectionsPerAddress; count++) {
    expect(connections.add(connectionOf(`p${count}`), '10.0.0.1')).toBe(true)
  }
  expect(connections.add(connectionOf('one more'), '10.0.0.1')).toBe(false)
  expect(connections.add(connectionOf('elsewhere'), '10.0.0.2')).toBe(true)
  connections.remove(first)
  expect(connections.add(connectionOf('one more'), '10.0.0.1')).toBe(true)
})

test('[P9] one document has a limited number of sockets', () => {
  const connections = new Connections()
  const other = '00000000-0000-4000-8000-000000000002' as ProjectId
  for (let count = 0; count < limits.connectionsPerDocument; count++) {
    connections.add(connectionOf(`p${count}`), `10.0.${count}.1`)
  }
  expect(connections.isFull(admissionOf('one more'))).toBe(true)
  expect(connections.isFull(admissionOf('one more', other))).toBe(false)
})

test('[P9] one person has a limited number of sockets', () => {
  const connections = new Connections()
  for (let count = 0; count < limits.connectionsPerAccount; count++) {
    connections.add(connectionOf('ann'), `10.0.${count}.1`)
  }
  expect(connections.isFull(admissionOf('ann'))).toBe(true)
  expect(connections.isFull(admissionOf('bob'))).toBe(false)
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
