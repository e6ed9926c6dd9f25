import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { accountOf, newLog, PART, projectId, testHouse } from '#tests/support/room-of-peers.ts'
import { TestPeer } from '#tests/support/test-peer.ts'
import { paragraph } from '#tests/support/words-house.ts'

function textOf(peer: TestPeer, index: number): Y.XmlText {
  const block = section(peer.doc, PART).get(index)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('a paragraph was expected')
  return text
}

/** A house in whose part two people have a paragraph before them. */
async function sharedParagraph() {
  const log = await newLog()
  const house = await testHouse({ log })
  const [ann, bob] = [await house.join('ann'), await house.join('bob')]
  section(ann.peer.doc, PART).insert(0, [paragraph('Les élèves lisent.')])
  await bob.peer.until(() => section(bob.peer.doc, PART).length === 2)
  return { ...house, log, ann: ann.peer, bob }
}

const events = (peer: TestPeer) => peer.of('event').map(({ json }) => json)

test('[W4] words typed offline in a paragraph that was deleted meanwhile are given back', async () => {
  const { log, ann, bob, open } = await sharedParagraph()
  bob.peer.hangUp()
  textOf(bob.peer, 0).insert(10, ' vite')
  section(ann.doc, PART).delete(0, 1)
  await ann.saved()
  const { peer } = open('bob', { peer: bob.peer })
  await peer.synced()
  await peer.saved()
  expect(log.returned(projectId)).toMatchObject([
    { text: ' vite', sectionId: PART, authorId: accountOf('bob'), deletedBy: null },
  ])
})

test('[W4] words that came while the one who deletes was offline are given back', async () => {
  const { log, ann, bob, open } = await sharedParagraph()
  bob.peer.hangUp()
  section(bob.peer.doc, PART).delete(0, 1)
  textOf(ann, 0).insert(10, ' vite')
  await ann.saved()
  const { peer } = open('bob', { peer: bob.peer })
  await peer.synced()
  await peer.saved()
  expect(log.returned(projectId)).toMatchObject([
    { text: ' vite', authorId: accountOf('ann'), deletedBy: accountOf('bob') },
  ])
})

test('[W5] everyone is told, and not before the commit', async () => {
  const { log, ann, bob, open } = await sharedParagraph()
  bob.peer.hangUp()
  textOf(bob.peer, 0).insert(10, ' vite')
  section(ann.doc, PART).delete(0, 1)
  await ann.saved()
  log.hold()
  const { peer } = open('bob', { peer: bob.peer })
  await peer.synced()
  expect(log.returned(projectId)).toEqual([])
  expect(events(ann)).toEqual([])
  log.release()
  await ann.until(() => events(ann).length > 0)
  await peer.until(() => events(peer).length > 0)
  expect(events(ann)).toEqual(['{"type":"returned-texts"}'])
  expect(log.returned(projectId)).toHaveLength(1)
})

test('[R2] what is written before someone asks comes with the answer, and once', async () => {
  const { ann, open } = await sharedParagraph()
  const late = new TestPeer()
  const step1 = Promise.withResolvers<void>()
  const connect = late.connect.bind(late)
  late.connect = (line) => void step1.promise.then(() => connect(line))
  const { connection } = open('eve', { peer: late })
  await expect.poll(() => connection.room !== null).toBe(true)
  textOf(ann, 0).insert(0, 'Ici, ')
  await ann.saved()
  expect(late.messages.filter(({ type }) => type === 'update')).toEqual([])
  step1.resolve()
  await late.synced()
  expect(textOf(late, 0).toString()).toBe('Ici, Les élèves lisent.')
  expect(late.of('update')).toEqual([])
})
