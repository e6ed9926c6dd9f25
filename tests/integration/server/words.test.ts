import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { listReturnedTexts } from '#db/queries/returned-text.ts'
import { section } from '#lib/document/schema.ts'
import { encodeUpdate } from '#server/sync/protocol.ts'
import { forgetOldWords } from '#server/words/forget-old-words.ts'
import { PART, recordedEvents } from '#tests/support/room-of-peers.ts'
import { cookieOf, openSocket, startSyncHouse } from '#tests/support/sync-house.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'
import { paragraph } from '#tests/support/words-house.ts'

/** The updates of someone who types into the first paragraph, letter by letter, knowing no more. */
function typedOn(state: Uint8Array, words: string): Uint8Array[] {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = section(doc, PART).get(0)
  const run = text instanceof Y.XmlElement ? text.get(0) : null
  if (!(run instanceof Y.XmlText)) throw new Error('a paragraph was expected')
  for (const [index, letter] of [...words].entries()) run.insert(3 + index, letter)
  return updates
}

forEachDatabase((_name, { openDb }) => {
  test('[W2] [W5] [W6] letters that come into a deleted paragraph are one offer, and everyone is told', async () => {
    const { db } = await openDb()
    const house = await startSyncHouse(db)
    const enter = async (who: string) => {
      const { peer } = openSocket(house, { cookie: (await cookieOf(db, who)).cookie })
      await peer.synced()
      return peer
    }
    const [ann, bob] = [await enter('coordination'), await enter('prof1')]
    section(ann.doc, PART).insert(0, [paragraph('Ici.')])
    await ann.saved()
    const known = Y.encodeStateAsUpdate(ann.doc)
    section(ann.doc, PART).delete(0, 1)
    await ann.saved()
    for (const update of typedOn(known, ' et là')) {
      bob.send(encodeUpdate(update))
      bob.mark()
      await bob.saved()
    }
    const offered = await listReturnedTexts(db, house.projectId)
    expect(offered).toMatchObject([{ text: ' et là', sectionId: PART, firstName: 'Tarek' }])
    await ann.until(() => ann.of('event').some(({ json }) => json.includes('returned-texts')))
    await forgetOldWords(db, { now: new Date(), events: recordedEvents().events })
    expect(await listReturnedTexts(db, house.projectId)).toHaveLength(1)
    const later = new Date(Date.now() + 31 * 24 * 3_600_000)
    await forgetOldWords(db, { now: later, events: recordedEvents().events })
    expect(await listReturnedTexts(db, house.projectId)).toEqual([])
  })
})
