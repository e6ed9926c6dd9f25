import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import type { MemoryLog } from '#server/store/memory-log.ts'
import { accountOf, newLog, PART, projectId, testHouse } from '#tests/support/room-of-peers.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'
import { paragraph } from '#tests/support/words-house.ts'

const textOf = ({ doc }: { doc: Y.Doc }) => section(doc, PART).toString()

/** What the log holds, as a use case has it. */
async function storedDocument(log: MemoryLog): Promise<Y.Doc> {
  const doc = new Y.Doc()
  for (const { data } of log.rows(projectId)) Y.applyUpdate(doc, data)
  return doc
}

/** Appends to the log what `act` does, without the room. */
async function writeAside(log: MemoryLog, act: (part: Y.XmlFragment) => void): Promise<void> {
  const doc = await storedDocument(log)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const accountId = accountOf('restorer')
  await log.bindClient(projectId, 1, { clientId: doc.clientID, firstClock: 0, accountId })
  act(section(doc, PART))
  await log.append(
    projectId,
    1,
    updates.map((data) => ({ data, accountId })),
  )
}

async function house() {
  const made = await testHouse({ graceMs: 60_000 })
  const [{ peer: ann }, { peer: bob }] = [await made.join('ann'), await made.join('bob')]
  const room = made.rooms.find(projectId)
  if (room === undefined) throw new Error('the room is open')
  return { ...made, ann, bob, room }
}

function type(peer: TestPeer, index: number, words: string): void {
  const block = section(peer.doc, PART).get(index)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('a paragraph was expected')
  text.insert(text.length, words)
}

describe('rows that the room did not write', () => {
  test('[K1] reach everyone and are not stored again', async () => {
    const { ann, bob, room, log } = await house()
    await writeAside(log, (part) => part.insert(0, [paragraph('De côté.')]))
    const rows = log.rows(projectId).length
    await room.catchUp()
    room.flush()
    for (const peer of [ann, bob]) {
      await peer.until(() => textOf(peer).includes('De côté.'))
      expect(peer.closed).toBeNull()
    }
    await room.catchUp()
    type(ann, 0, ' Encore.')
    await ann.saved()
    expect(log.rows(projectId)).toHaveLength(rows + 1)
    expect(textOf({ doc: await storedDocument(log) })).toBe(textOf(ann))
  })

  test('[K2] are found without a signal when the room’s own come after them', async () => {
    const { ann, bob, log } = await house()
    await writeAside(log, (part) => part.insert(0, [paragraph('Sans signal.')]))
    section(ann.doc, PART).insert(0, [paragraph('Après.')])
    await bob.until(() => textOf(bob).includes('Sans signal.') && textOf(bob).includes('Après.'))
    await ann.until(() => textOf(ann) === textOf(bob))
    expect(textOf({ doc: await storedDocument(log) })).toBe(textOf(ann))
  })

  test('[K2] are found when they were stored while the room was loading', async () => {
    const log = await newLog()
    const load = log.load.bind(log)
    log.load = async (id) => {
      log.load = load
      const stored = await load(id)
      await writeAside(log, (part) => part.insert(0, [paragraph('Entre deux.')]))
      return stored
    }
    const { join } = await testHouse({ log })
    const { peer } = await join('ann')
    await peer.until(() => textOf(peer).includes('Entre deux.'))
  })

  test('[K2] a database that fails meanwhile is asked again', async () => {
    const { ann, room, log, names } = await house()
    await writeAside(log, (part) => part.insert(0, [paragraph('Plus tard.')]))
    const list = log.listRows.bind(log)
    log.listRows = () => {
      log.listRows = list
      throw new Error('away')
    }
    await room.catchUp()
    room.flush()
    await ann.until(() => textOf(ann).includes('Plus tard.'))
    expect(names).toContain('logFailed')
  })

  test('[K3] give back the words that they take away unseen', async () => {
    const { ann, bob, room, log } = await house()
    section(ann.doc, PART).insert(0, [paragraph('Un passage')])
    await ann.saved()
    await bob.until(() => textOf(bob).includes('Un passage'))
    log.hold()
    type(bob, 0, ' et ses mots')
    await ann.until(() => textOf(ann).includes('et ses mots'))
    const aside = writeAside(log, (part) => {
      part.delete(0, 1)
    })
    log.release()
    await aside
    await room.catchUp()
    room.flush()
    await bob.until(() => !textOf(bob).includes('Un passage'))
    expect(log.returned(projectId)).toMatchObject([
      { text: ' et ses mots', sectionId: PART, authorId: accountOf('bob') },
    ])
    expect(log.returned(projectId)[0]?.deletedBy).toBe(accountOf('restorer'))
    await ann.until(() => ann.of('event').some(({ json }) => json.includes('returned-texts')))
  })

  test('[K4] that Yjs cannot take have the document read again, and everyone stays', async () => {
    let isBroken = false
    const made = await testHouse({
      graceMs: 60_000,
      applyUpdate: (doc, update) => {
        if (isBroken) throw new Error('Yjs broke')
        Y.applyUpdate(doc, update)
      },
    })
    const { peer: ann } = await made.join('ann')
    await writeAside(made.log, (part) => part.insert(0, [paragraph('Relu.')]))
    isBroken = true
    await made.rooms.find(projectId)?.catchUp()
    isBroken = false
    made.rooms.find(projectId)?.flush()
    await ann.until(() => textOf(ann).includes('Relu.'))
    expect(made.names).toContain('roomRebuilt')
    const { peer: late } = await made.join('late')
    expect(textOf(late)).toBe(textOf(ann))
  })
})
