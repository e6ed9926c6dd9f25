import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { Exchange } from '#server/cluster/memory-bus.ts'
import { encodeRoomMessage } from '#server/cluster/room-message.ts'
import type { MemoryLog } from '#server/store/memory-log.ts'
import { FaultyBus } from '#tests/support/faulty-bus.ts'
import {
  accountOf,
  newLog,
  PART,
  projectId,
  type TestHouse,
  testHouse,
} from '#tests/support/room-of-peers.ts'
import { TestPeer } from '#tests/support/test-peer.ts'
import { paragraph } from '#tests/support/words-house.ts'

const textOf = ({ doc }: { doc: Y.Doc }) => section(doc, PART).toString()
const write = (peer: TestPeer, words: string) =>
  section(peer.doc, PART).insert(0, [paragraph(words)])
const reads = (peer: TestPeer, words: string) => peer.until(() => textOf(peer).includes(words))

type Node = TestHouse & { bus: FaultyBus }

/** Two nodes on one log, with someone on each. */
async function twoNodes() {
  const log = await newLog()
  const exchange = new Exchange()
  const [here, there] = [await startNode(log, exchange), await startNode(log, exchange)]
  const [{ peer: ann }, { peer: bob }] = [await here.join('ann'), await there.join('bob')]
  // Both have looked at the log after they began to hear.
  for (const { rooms } of [here, there]) await rooms.find(projectId)?.catchUp()
  return { log, here, there, ann, bob }
}

async function startNode(log: MemoryLog, exchange: Exchange): Promise<Node> {
  const bus = new FaultyBus(exchange)
  const house = await testHouse({ log, bus, graceMs: 60_000 })
  return { ...house, bus }
}

/** How often the log is read from here on. */
function countReads(log: MemoryLog): () => number {
  const list = log.listRows.bind(log)
  let count = 0
  log.listRows = (...args) => {
    count += 1
    return list(...args)
  }
  return () => count
}

describe('rows of another node', () => {
  test('[K5] come with the message, are stored once, and the log is not read for them', async () => {
    const { log, ann, bob } = await twoNodes()
    const readings = countReads(log)
    for (const words of ['un', 'deux', 'trois']) {
      write(ann, words)
      await reads(bob, words)
      write(bob, `${words} aussi`)
      await reads(ann, `${words} aussi`)
    }
    await Promise.all([ann.saved(), bob.saved()])
    expect(readings()).toBe(0)
    expect(log.rows(projectId)).toHaveLength(7)
    expect(textOf(ann)).toBe(textOf(bob))
  })

  test('[K6] over 64 KB are read from the log', async () => {
    const { log, there, ann, bob } = await twoNodes()
    const readings = countReads(log)
    write(ann, 'x'.repeat(70_000))
    await reads(bob, 'xxx')
    expect(readings()).toBe(1)
    expect(there.names).not.toContain('messageMissed')
  })

  test('[K6] that come twice, or backwards, leave the same document, and nothing is read', async () => {
    const { log, here, ann, bob } = await twoNodes()
    const readings = countReads(log)
    const { bus } = here
    bus.fault = (message) => {
      bus.held.push(message)
      return []
    }
    for (const words of ['un', 'deux', 'trois']) {
      write(ann, words)
      await ann.saved()
    }
    for (const message of [...bus.held].reverse()) bus.send(message)
    for (const message of bus.held) bus.send(message)
    await reads(bob, 'trois')
    expect(readings()).toBe(0)
    expect(textOf(bob)).toBe(textOf(ann))
    bus.fault = (message) => [message, message]
    write(ann, 'quatre')
    await reads(bob, 'quatre')
    expect(textOf(bob)).toBe(textOf(ann))
  })

  test('[K6] of which one is missing are waited for, then read', async () => {
    const { log, here, there, ann, bob } = await twoNodes()
    const readings = countReads(log)
    here.bus.fault = () => []
    write(ann, 'perdu')
    await ann.saved()
    here.bus.fault = (message) => [message]
    write(ann, 'suivant')
    await reads(bob, 'suivant')
    expect(textOf(bob)).toBe(textOf(ann))
    expect(readings()).toBe(1)
    expect(there.names).toContain('messageMissed')
  })

  test('[K7] stored before a room hears, or while its bus was away, are read', async () => {
    const { here, there, ann, bob } = await twoNodes()
    here.bus.fault = () => []
    write(ann, 'pendant l’absence')
    await ann.saved()
    there.bus.comeBack()
    await reads(bob, 'pendant l’absence')
  })

  test('[K8] of which no message ever comes are found by the next check', async () => {
    const { here, there, ann, bob } = await twoNodes()
    here.bus.fault = () => []
    write(ann, 'jamais dit')
    await ann.saved()
    await there.heads.run()
    await reads(bob, 'jamais dit')
    expect(there.names).toContain('messageMissed')
    await here.heads.run()
    expect(here.names).not.toContain('messageMissed')
  })

  test('[K9] of another history are left out, and a room of another history is closed', async () => {
    const { log, here, there, ann, bob } = await twoNodes()
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(ann.doc))
    section(other, PART).insert(0, [paragraph('autre histoire')])
    const rows = [{ data: Y.encodeStateAsUpdate(other), accountId: accountOf('ann') }]
    const seq = log.rows(projectId).length + 1
    const message = { type: 'stored', epoch: 2, firstSeq: seq, lastSeq: seq, rows } as const
    here.bus.send({ channel: `document:${projectId}`, bytes: encodeRoomMessage(message) })
    write(ann, 'la nôtre')
    await reads(bob, 'la nôtre')
    expect(textOf(bob)).toBe(textOf(ann))
    log.setEpoch(projectId, 2)
    await there.heads.run()
    expect(await bob.closeCode()).toBe(4409)
  })

  test('[K9] what is no message is left out', async () => {
    const { here, there, ann, bob } = await twoNodes()
    const channel = `document:${projectId}`
    for (const bytes of [[], [99], [0, 1, 2], [1, 200], [3, 3], [4, 9]]) {
      here.bus.send({ channel, bytes: Uint8Array.from(bytes) })
    }
    write(ann, 'ensuite')
    await reads(bob, 'ensuite')
    expect(there.names.filter((name) => name === 'busMessageIgnored')).toHaveLength(6)
  })

  test('[K11] [R7] whose client id is bound there keep their owner here', async () => {
    const { ann, there, bob } = await twoNodes()
    write(ann, 'mes mots')
    await reads(bob, 'mes mots')
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(ann.doc))
    forged.clientID = ann.doc.clientID
    const { peer: eve } = await there.join('eve', { peer: new TestPeer({ doc: forged }) })
    write(eve, 'en son nom')
    expect(await eve.closeCode()).toBe(4400)
    expect(eve.of('refusal')[0]?.code).toBe('foreign_client')
    expect(textOf(bob)).not.toContain('en son nom')
  })

  test('[K11] [R7] an id that is bound and has not written anything yet has its owner too', async () => {
    const { log, here, there, ann } = await twoNodes()
    ann.present({ at: 'here' })
    await ann.saved()
    ann.mark()
    await ann.saved()
    expect(await log.listClientOwners(projectId, 1)).toContainEqual(
      expect.objectContaining({ clientId: ann.doc.clientID, accountId: accountOf('ann') }),
    )
    const doc = new Y.Doc()
    doc.clientID = ann.doc.clientID
    const { peer: eve } = await there.join('eve', { peer: new TestPeer({ doc }) })
    write(eve, 'avant elle')
    expect(await eve.closeCode()).toBe(4400)
    expect(here.names).not.toContain('failed')
  })

  test('[K10] that give words back are told to everyone, whichever node found the words', async () => {
    const { log, here, ann, bob } = await twoNodes()
    const { peer: eve } = await here.join('eve')
    write(ann, 'Un passage')
    await reads(bob, 'Un passage')
    await ann.saved()
    const block = section(bob.doc, PART).get(0)
    const text = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('a paragraph was expected')
    // Her node has his words when it hears of her deletion, and her page does not.
    const unseen = ann.receive.bind(ann)
    ann.receive = () => undefined
    text.insert(text.length, ' et ses mots')
    await reads(eve, 'et ses mots')
    ann.receive = unseen
    section(ann.doc, PART).delete(0, 1)
    await bob.until(() => bob.of('event').some(({ json }) => json.includes('returned-texts')))
    expect(log.returned(projectId).map((one) => one.text)).toEqual([' et ses mots'])
  })
})
