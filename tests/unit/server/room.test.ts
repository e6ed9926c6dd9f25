import { describe, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { header, section } from '#lib/document/schema.ts'
import { encodeMarker, encodeSyncStep1, encodeUpdate } from '#server/sync/protocol.ts'
import { forgedUpdate } from '#tests/support/forged-update.ts'
import {
  accountOf,
  blankUpdate,
  MemoryWire,
  newLog,
  PART,
  projectId,
  testHouse,
} from '#tests/support/room-of-peers.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const summaryOf = (peer: { doc: Y.Doc }) => header(peer.doc).get('summary') as Y.Text
const write = (peer: TestPeer, text: string) => summaryOf(peer).insert(0, text)
const reads = (peer: TestPeer) => summaryOf(peer).toString()
/** Everything that happens at once has happened. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('loading', () => {
  test('[R2] nothing is answered before the document is loaded, and frames keep their order', async () => {
    const log = await newLog()
    const gate = Promise.withResolvers<void>()
    const load = log.load.bind(log)
    log.load = async (id) => {
      await gate.promise
      return load(id)
    }
    const { open } = await testHouse({ log })
    const { peer } = open('ann')
    peer.send(encodeMarker(1))
    await turn()
    expect(peer.messages).toEqual([])
    gate.resolve()
    await peer.synced()
    await peer.until(() => peer.acknowledged === 1)
    expect(peer.messages.map(({ type }) => type)).toEqual([
      'sync-step-1',
      'sync-step-2',
      'acknowledgement',
      'acknowledgement',
    ])
  })

  test('[R2] the server asks for the client’s difference once', async () => {
    const { join } = await testHouse()
    const { peer } = await join('ann')
    peer.send(encodeSyncStep1(Y.encodeStateVector(new Y.Doc())))
    await peer.until(() => peer.of('sync-step-2').length === 2)
    expect(peer.of('sync-step-1')).toHaveLength(1)
  })

  test('[R1] a log that cannot be read gives nobody a document, and the next one tries again', async () => {
    const log = await newLog()
    const load = log.load.bind(log)
    log.load = async () => Promise.reject(new Error('away'))
    const { open, join, rooms } = await testHouse({ log })
    const { peer } = open('ann')
    expect(await peer.closeCode()).toBe(4503)
    expect(peer.messages).toEqual([])
    expect(rooms.size).toBe(0)
    log.load = load
    const { peer: next } = await join('ann')
    expect(section(next.doc, PART).length).toBe(1)
  })

  test('[R1] a stored update that cannot be read gives nobody a document', async () => {
    const log = await newLog()
    await log.append(projectId, 1, [{ data: Uint8Array.of(1, 2, 3), accountId: accountOf('x') }])
    const { open } = await testHouse({ log })
    expect(await open('ann').peer.closeCode()).toBe(4503)
  })

  test('[R1] people who come at the same moment load one document', async () => {
    const { open, names } = await testHouse()
    const people = ['ann', 'bob', 'eve'].map((name) => open(name).peer)
    await Promise.all(people.map((peer) => peer.synced()))
    expect(names.filter((name) => name === 'roomOpened')).toHaveLength(1)
  })

  test.each([
    ['frames', Array.from({ length: 80 }, () => encodeMarker(1))],
    ['bytes', Array.from({ length: 3 }, () => new Uint8Array(600_000))],
  ])('[P10] too many %s before the room is loaded close with 4503', async (_, frames) => {
    const log = await newLog()
    log.load = () => new Promise(() => undefined)
    const { peer } = (await testHouse({ log })).open('ann')
    for (const frame of frames) peer.send(frame)
    expect(await peer.closeCode()).toBe(4503)
  })
})

describe('acknowledging', () => {
  test('[R3] a marker is acknowledged only once the log holds what came before it', async () => {
    const { log, join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: bob } = await join('bob')
    await Promise.all([ann.saved(), bob.saved()])
    log.hold()
    write(ann, 'hello')
    await bob.until(() => reads(bob) === 'hello')
    await turn()
    expect(ann.acknowledged).toBe(ann.marked - 1)
    log.release()
    await ann.saved()
    expect(log.rows(projectId)).toHaveLength(2)
    expect(ann.durableSeq).toBe(2)
  })

  test('[R3] an update that another one handed on is acknowledged after its own commit', async () => {
    const { log, join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: bob } = await join('bob')
    await Promise.all([ann.saved(), bob.saved()])
    log.hold()
    write(ann, 'hello')
    await bob.until(() => reads(bob) === 'hello')
    bob.mark()
    await turn()
    expect(bob.acknowledged).toBe(bob.marked - 1)
    log.release()
    await bob.saved()
  })

  test('[R6] after a gap nothing is acknowledged until the whole difference came', async () => {
    const { join, names } = await testHouse()
    const { peer: ann, wire } = await join('ann')
    await ann.saved()
    const lost = new Y.Doc()
    Y.applyUpdate(lost, Y.encodeStateAsUpdate(ann.doc))
    const steps: Uint8Array[] = []
    lost.on('update', (update: Uint8Array) => steps.push(update))
    summaryOf({ doc: lost }).insert(0, 'one')
    summaryOf({ doc: lost }).insert(3, 'two')
    // Ann's client has both, but the first is lost on the way.
    Y.applyUpdate(ann.doc, Y.encodeStateAsUpdate(lost), ann)
    const acknowledged = ann.acknowledged
    wire.isHeld = true
    ann.send(encodeUpdate(steps[1] ?? new Uint8Array()))
    ann.send(encodeMarker(1000))
    await turn()
    wire.release()
    await ann.until(() => ann.of('sync-step-1').length === 2)
    await ann.saved()
    expect(names).toContain('gap')
    expect(ann.of('acknowledgement').map(({ marker }) => marker)).not.toContain(1000)
    expect(ann.acknowledged).toBeGreaterThan(acknowledged)
    const { peer: bob } = await join('bob')
    expect(reads(bob)).toBe('onetwo')
  })

  test('[R6] a client that lacks something itself is asked once', async () => {
    const { join } = await testHouse()
    const { peer } = await join('ann')
    const structs = [{ kind: 'gc', length: 1 }] as const
    const orphan = forgedUpdate([{ client: 5, clock: 9, structs: [...structs] }])
    const asked = peer.of('sync-step-1').length
    Y.applyUpdate(peer.doc, orphan, peer)
    for (let round = 0; round < 5; round++) peer.send(encodeUpdate(orphan))
    await turn()
    expect(peer.of('sync-step-1').length).toBeLessThanOrEqual(asked + 5)
    expect(peer.closed).toBeNull()
  })
})

describe('sending to the others', () => {
  test('[R4] an update is sent before its commit, and not to its author', async () => {
    const { log, join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: bob } = await join('bob')
    await Promise.all([ann.saved(), bob.saved()])
    log.hold('append')
    write(ann, 'a')
    await bob.until(() => reads(bob) === 'a')
    expect(ann.of('update')).toEqual([])
    log.release()
  })

  test('[R4] updates that follow each other closely leave merged, and everybody agrees', async () => {
    const { join } = await testHouse()
    const people = await Promise.all(['ann', 'bob', 'eve'].map((name) => join(name)))
    await Promise.all(people.map(({ peer }) => peer.saved()))
    for (let round = 0; round < 20; round++) {
      for (const { peer } of people) write(peer, 'x')
    }
    await Promise.all(people.map(({ peer }) => peer.until(() => reads(peer) === 'x'.repeat(60))))
    const [first] = people
    expect(first?.peer.of('update').length).toBeLessThan(40)
  })

  test('[R5] a slow reader loses nothing, and gets what waited merged', async () => {
    const { join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: bob, wire } = await join('bob')
    await Promise.all([ann.saved(), bob.saved()])
    wire.isHeld = true
    const frames = bob.messages.length
    for (let round = 0; round < 40; round++) write(ann, 'x'.repeat(40_000))
    await ann.saved()
    write(ann, 'end')
    await ann.saved()
    wire.release()
    await bob.until(() => reads(bob).length === 1_600_003)
    expect(bob.messages.length - frames).toBeLessThanOrEqual(35)
    expect(bob.closed).toBeNull()
  })

  test('[R5] a reader for whom more than 4 MB wait is closed with 4503', async () => {
    const { join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: bob, wire } = await join('bob')
    await Promise.all([ann.saved(), bob.saved()])
    wire.isHeld = true
    for (let round = 0; round < 150 && bob.closed === null; round++) {
      write(ann, 'x'.repeat(40_000))
      await ann.saved()
    }
    expect(bob.closed?.code).toBe(4503)
  })

  test('[R5] a reader who takes nothing for 15 s is closed with 4503', async () => {
    const now = { ms: 0 }
    const { join } = await testHouse({ clock: () => now.ms })
    vi.useFakeTimers({ toFake: ['Date'], now: 0 })
    onTestFinished(() => void vi.useRealTimers())
    const { peer: ann } = await join('ann')
    const { peer: bob, wire, connection } = await join('bob')
    write(ann, 'bound ')
    await Promise.all([ann.saved(), bob.until(() => reads(bob) === 'bound ')])
    wire.isHeld = true
    now.ms = 100
    for (let round = 0; round < 40; round++) {
      now.ms += 100
      vi.setSystemTime(now.ms)
      write(ann, 'x'.repeat(40_000))
    }
    await ann.saved()
    connection.beat()
    expect(bob.closed).toBeNull()
    vi.setSystemTime(now.ms + 20_000)
    connection.beat()
    expect(bob.closed?.code).toBe(4503)
  })
})

describe('owners of client ids', () => {
  test('[R7] a client id has its owner in the log before anyone sees what it writes', async () => {
    const { log, join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: bob } = await join('bob')
    log.hold('bind')
    write(ann, 'a')
    await turn()
    expect(reads(bob)).toBe('')
    expect(await log.listClientOwners(projectId, 1)).toEqual([])
    log.release('bind')
    await bob.until(() => reads(bob) === 'a')
    const owner = { clientId: ann.doc.clientID, firstClock: 0, accountId: accountOf('ann') }
    expect(await log.listClientOwners(projectId, 1)).toEqual([owner])
  })

  test('[R7] what a client sends while its id is bound keeps its order', async () => {
    const { log, join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: bob } = await join('bob')
    log.hold('bind')
    for (const letter of ['c', 'b', 'a']) write(ann, letter)
    await turn()
    log.release('bind')
    await bob.until(() => reads(bob) === 'abc')
    await ann.saved()
    expect(await log.listClientOwners(projectId, 1)).toHaveLength(1)
  })

  test('[R7] a writer’s id is bound when they say where they are', async () => {
    const { log, join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: eve } = await join('eve', { role: 'commenter' })
    ann.present({ cursor: 1 })
    eve.present({ cursor: 1 })
    ann.mark()
    await ann.saved()
    const owners = await log.listClientOwners(projectId, 1)
    expect(owners.map(({ accountId }) => accountId)).toEqual([accountOf('ann')])
  })

  test('[R7] what someone hands on for another keeps its owner, and is stored under who handed it on', async () => {
    const { log, join } = await testHouse()
    const ann = await join('ann')
    ann.peer.present({})
    write(ann.peer, 'kept ')
    await ann.peer.saved()
    // Ann's last words reach Bob, but not the server.
    ann.wire.terminate()
    ann.peer.hangUp()
    write(ann.peer, 'handed on ')
    const bob = new TestPeer()
    Y.applyUpdate(bob.doc, Y.encodeStateAsUpdate(ann.peer.doc), bob)
    await join('bob', { peer: bob })
    await bob.saved()
    expect(log.rows(projectId).at(-1)?.accountId).toBe(accountOf('bob'))
    const owners = await log.listClientOwners(projectId, 1)
    expect(owners.map(({ accountId }) => accountId)).toEqual([accountOf('ann')])
  })

  test('[R7] an update that carries someone else’s client id is refused', async () => {
    const { join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: bob } = await join('bob')
    write(ann, 'a')
    await ann.saved()
    const forger = new Y.Doc()
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(ann.doc))
    forger.clientID = ann.doc.clientID
    const before = Y.encodeStateVector(forger)
    summaryOf({ doc: forger }).insert(0, 'forged')
    bob.send(encodeUpdate(Y.encodeStateAsUpdate(forger, before)))
    expect(await bob.closeCode()).toBe(4400)
    expect(bob.of('refusal')[0]?.code).toBe('foreign_client')
    write(ann, 'b')
    await ann.saved()
    expect(reads(ann)).toBe('ba')
  })

  test('[R7] a failing database holds the binding until it answers', async () => {
    const { log, join } = await testHouse()
    const { peer: ann } = await join('ann')
    const { peer: bob } = await join('bob')
    log.failCommits()
    write(ann, 'a')
    await turn()
    expect(reads(bob)).toBe('')
    log.mendCommits()
    await bob.until(() => reads(bob) === 'a')
    await ann.saved()
  })
})

describe('unloading', () => {
  test('[R8] an empty room is unloaded after its grace, and read again from the log', async () => {
    const { join, rooms, names } = await testHouse()
    const { peer } = await join('ann')
    write(peer, 'kept')
    await peer.saved()
    peer.hangUp()
    await vi.waitUntil(() => rooms.size === 0, { timeout: 10_000 })
    expect(names).toContain('roomClosed')
    const { peer: again } = await join('ann')
    expect(reads(again)).toBe('kept')
  })

  test('[R8] a room that the log does not have in full stays open', async () => {
    const { log, join, rooms } = await testHouse()
    const { peer } = await join('ann')
    await peer.saved()
    log.hold()
    write(peer, 'pending')
    await vi.waitUntil(() => [...rooms.opened()].some((room) => !room.isDurable), {
      timeout: 10_000,
    })
    peer.hangUp()
    await turn()
    await turn()
    expect(rooms.size).toBe(1)
    log.release()
    await vi.waitUntil(() => rooms.size === 0, { timeout: 10_000 })
    const { peer: again } = await join('bob')
    expect(reads(again)).toBe('pending')
  })

  test('[R8] who comes back within the grace finds the same room', async () => {
    const { join, names } = await testHouse({ graceMs: 60_000 })
    const { peer } = await join('ann')
    peer.hangUp()
    await join('bob')
    expect(names.filter((name) => name === 'roomOpened')).toHaveLength(1)
  })

  test('[L6] a room that was written in leaves a snapshot when it is unloaded', async () => {
    const { log, join, names } = await testHouse()
    const { peer } = await join('ann')
    write(peer, 'kept')
    await peer.saved()
    peer.hangUp()
    await vi.waitUntil(() => names.includes('compacted'), { timeout: 10_000 })
    expect((await log.load(projectId))?.snapshot).not.toBeNull()
    expect((await log.load(projectId))?.updates).toEqual([])
  })
})

test('[R13] a drain waits until what is pending is stored', async () => {
  const { log, join, rooms } = await testHouse()
  const { peer } = await join('ann')
  log.hold()
  write(peer, 'last words')
  await vi.waitUntil(() => [...rooms.opened()].some((room) => !room.isDurable), { timeout: 10_000 })
  const onSettled = vi.fn()
  const settled = rooms.settled().then(onSettled)
  await turn()
  expect(onSettled).not.toHaveBeenCalled()
  log.release()
  await settled
  expect(log.rows(projectId)).toHaveLength(2)
})

test('the wire of a test holds frames back as a network does', () => {
  const wire = new MemoryWire(new TestPeer())
  wire.isHeld = true
  wire.send(encodeUpdate(blankUpdate()), () => undefined)
  expect(wire.bufferedBytes).toBeGreaterThan(100)
})
