import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { header, section } from '#lib/document/schema.ts'
import { limits } from '#lib/wire/limits.ts'
import { encodeAwareness, encodeUpdate } from '#server/sync/protocol.ts'
import { forgedUpdate } from '#tests/support/forged-update.ts'
import { accountOf, PART, projectId, testHouse } from '#tests/support/room-of-peers.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const summaryOf = (doc: Y.Doc) => header(doc).get('summary') as Y.Text
const write = (peer: TestPeer, text: string) => summaryOf(peer.doc).insert(0, text)
/** Of as many clients as a frame can name. */
const manyStates = Array.from({ length: 1_000_000 }, () => ({ clientId: 7, clock: 1, state: '' }))
const reads = (peer: TestPeer) => summaryOf(peer.doc).toString()

/** A writer, and someone who must not notice anything. */
async function houseOfTwo(options: Parameters<typeof testHouse>[0] = {}) {
  const house = await testHouse(options)
  const { peer: ann } = await house.join('ann')
  const { peer: bob } = await house.join('bob')
  await Promise.all([ann.saved(), bob.saved()])
  return { ...house, ann, bob }
}

async function expectUndisturbed(ann: TestPeer, bob: TestPeer): Promise<void> {
  const before = reads(bob)
  write(ann, 'on ')
  await bob.until(() => reads(bob) === `on ${before}`)
  await ann.saved()
  expect([ann.closed, bob.closed]).toEqual([null, null])
}

describe('writing without the right', () => {
  test('[R10] a commenter reads, and is refused when they write', async () => {
    const { join, ann, bob, log, names } = await houseOfTwo()
    write(ann, 'a')
    await ann.saved()
    const { peer: eve } = await join('eve', { role: 'commenter' })
    expect(reads(eve)).toBe('a')
    const rows = log.rows(projectId).length
    write(eve, 'mine')
    expect(await eve.closeCode()).toBe(4403)
    expect(eve.of('refusal')[0]).toMatchObject({ code: 'not_allowed', marker: 1 })
    expect(names).toContain('updateRefused')
    expect(log.rows(projectId)).toHaveLength(rows)
    await expectUndisturbed(ann, bob)
  })

  test('[R10] a commenter’s client that repeats what is there is not refused', async () => {
    const { join, ann } = await houseOfTwo()
    write(ann, 'a')
    await ann.saved()
    const { peer: eve } = await join('eve', { role: 'commenter' })
    eve.send(encodeUpdate(Y.encodeStateAsUpdate(eve.doc)))
    eve.mark()
    await eve.saved()
    expect(eve.closed).toBeNull()
  })

  test('[R10] without ack=1 the close code says it all', async () => {
    const { join } = await houseOfTwo()
    const { peer: eve } = await join('eve', { role: 'commenter', ack: false })
    write(eve, 'mine')
    expect(await eve.closeCode()).toBe(4403)
    expect(eve.of('refusal')).toEqual([])
  })

  test('[R10] a commenter’s offline edits are refused when they come back', async () => {
    const { join, bob } = await houseOfTwo()
    const eve = new TestPeer()
    Y.applyUpdate(eve.doc, Y.encodeStateAsUpdate(bob.doc), eve)
    write(eve, 'offline')
    await join('eve', { role: 'commenter', peer: eve })
    expect(await eve.closeCode()).toBe(4403)
  })

  test('[R11] a frozen room refuses writes and answers readers', async () => {
    const { rooms, join, ann, bob } = await houseOfTwo()
    const room = rooms.find(projectId)
    if (room === undefined) throw new Error('the room is open')
    room.isFrozen = true
    write(ann, 'late')
    expect(await ann.closeCode()).toBe(4423)
    expect(ann.of('refusal')[0]?.code).toBe('frozen')
    const { peer: eve } = await join('eve', { role: 'commenter' })
    eve.mark()
    await eve.saved()
    expect(reads(eve)).toBe('')
    room.isFrozen = false
    write(bob, 'again')
    await eve.until(() => reads(eve) === 'again')
  })

  test('[R11] a document that was frozen before it was loaded is frozen', async () => {
    const { log, join } = await testHouse()
    log.setFrozen(projectId, true)
    const { peer } = await join('ann')
    write(peer, 'late')
    expect(await peer.closeCode()).toBe(4423)
  })
})

describe('what the guard refuses', () => {
  test.each([
    [
      'an undeclared root',
      (doc: Y.Doc): unknown => doc.getMap('hacked').set('a', 1),
      'undeclared_root',
      4400,
    ],
    [
      'text at the root of a part',
      (doc: Y.Doc) => section(doc, PART).insert(0, [new Y.XmlText('x')]),
      'wrong_kind',
      4400,
    ],
    [
      'a script',
      (doc: Y.Doc) => section(doc, PART).insert(0, [new Y.XmlElement('script')]),
      'wrong_place',
      4400,
    ],
  ] as const)(
    '[G1] [G2] [G3] %s ends the one who sent it, and nobody else',
    async (...given): Promise<void> => {
      const [, hack, code, closeCode] = given
      const { join, ann, bob, log } = await houseOfTwo()
      const { peer: eve } = await join('eve')
      const rows = log.rows(projectId).length
      hack(eve.doc)
      expect(await eve.closeCode()).toBe(closeCode)
      expect(eve.of('refusal')[0]?.code).toBe(code)
      expect(log.rows(projectId)).toHaveLength(rows)
      await expectUndisturbed(ann, bob)
    },
  )

  test('[P6] a frame over its limit closes with 4413, and nobody else notices', async () => {
    const { join, ann, bob } = await houseOfTwo()
    const { peer: eve } = await join('eve')
    eve.send(new Uint8Array(5 * 1024 * 1024).fill(0x91))
    expect(await eve.closeCode()).toBe(4413)
    await expectUndisturbed(ann, bob)
  })

  test.each([
    ['[P1] two messages in one frame', Uint8Array.of(3, 3)],
    ['[P2] a padded number', Uint8Array.of(0x83, 0x00)],
    ['[P3] a cut frame', Uint8Array.of(0, 2, 200)],
    ['[P4] an unknown channel', Uint8Array.of(2, 0)],
    ['[P17] what a million clients are said to be', encodeAwareness(manyStates)],
    ['[G11] an update that is none', encodeUpdate(new TextEncoder().encode('<script>'))],
    ['[P4] a state vector that is none', Uint8Array.of(0, 0, 1, 0xff)],
  ])('%s closes with 4400, and nobody else notices', async (_, frame) => {
    const { join, ann, bob } = await houseOfTwo()
    const { peer: eve } = await join('eve')
    eve.send(frame)
    expect(await eve.closeCode()).toBe(4400)
    await expectUndisturbed(ann, bob)
  })

  test('[G15] an update over the document’s largest size is refused, and deleting goes on', async () => {
    const { log, join } = await testHouse()
    const { peer } = await join('ann')
    const filler = new Y.Doc()
    Y.applyUpdate(filler, Y.encodeStateAsUpdate(peer.doc))
    const rows = await fill(filler)
    await log.append(projectId, 1, rows)
    peer.hangUp()
    await peer.until(() => true)
    const { join: joinAgain } = await testHouse({ log })
    const { peer: full } = await joinAgain('ann')
    write(full, 'x'.repeat(40_000))
    expect(await full.closeCode()).toBe(4413)
    expect(full.of('refusal')[0]?.code).toBe('document_full')
  })
})

/** Rows that fill a document to its limit. */
async function fill(doc: Y.Doc) {
  const before = Y.encodeStateVector(doc)
  const text = 'x'.repeat(limits.documentBytes - 20_000)
  summaryOf(doc).insert(0, text)
  return [{ data: Y.encodeStateAsUpdate(doc, before), accountId: accountOf('filler') }]
}

describe('what Yjs cannot take', () => {
  test('[R12] its sender is refused, the document is read again with what was pending', async () => {
    let isBroken = false
    const applyUpdate: typeof Y.applyUpdate = (doc, update, origin) => {
      Y.applyUpdate(doc, update, origin)
      if (isBroken) throw new Error('halfway')
    }
    const { log, join, ann, bob, names } = await houseOfTwo({ applyUpdate })
    const { peer: eve } = await join('eve')
    write(eve, 'bound ')
    write(ann, 'bound ')
    await Promise.all([ann.saved(), eve.saved()])
    log.hold()
    write(ann, 'pending ')
    await bob.until(() => reads(bob) === 'pending bound bound ')
    isBroken = true
    write(eve, 'poison ')
    isBroken = false
    expect(await eve.closeCode()).toBe(4400)
    await vi.waitUntil(() => names.includes('roomRebuilt'), { timeout: 10_000 })
    const { peer: early } = await join('early')
    expect(reads(early)).toBe('pending bound bound ')
    log.release()
    await expectUndisturbed(ann, bob)
    expect(names).toContain('roomRebuilt')
    const { peer: late } = await join('late')
    expect(reads(late)).toBe('on pending bound bound ')
    expect(reads(bob)).toBe('on pending bound bound ')
  })
})

test('[R12] an update of which Yjs would park a part is refused, and leaves nothing parked', async () => {
  const { join, ann, bob, names } = await houseOfTwo()
  const { peer: eve } = await join('eve')
  const part = (clock: number) => ({
    ...{ client: eve.doc.clientID, clock },
    structs: [{ kind: 'gc', length: 1 } as const],
  })
  // Twice the same client in a row: whoever reads it once sees both, Yjs the second alone.
  eve.send(encodeUpdate(forgedUpdate([part(0), part(1)])))
  expect(await eve.closeCode()).toBe(4400)
  await expectUndisturbed(ann, bob)
  expect(names).toContain('roomRebuilt')
})

describe('what the log refuses', () => {
  test('[L5] frozen meanwhile: its writers are told, the others come back', async () => {
    const { log, ann, bob, rooms } = await houseOfTwo()
    log.setFrozen(projectId, true)
    write(ann, 'too late')
    expect(await ann.closeCode()).toBe(4423)
    expect(await bob.closeCode()).toBe(4503)
    expect(rooms.size).toBe(0)
  })

  test('[L5] another epoch closes everybody with 4409', async () => {
    const { log, ann, bob, rooms } = await houseOfTwo()
    write(ann, 'in time')
    await ann.saved()
    log.setEpoch(projectId, 2)
    write(ann, 'too late')
    expect(await ann.closeCode()).toBe(4409)
    expect(await bob.closeCode()).toBe(4409)
    expect(rooms.size).toBe(0)
  })
})
