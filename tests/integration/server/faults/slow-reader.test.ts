import { expect, onTestFinished, test } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { scaled } from '#tests/support/faults/scale.ts'
import { cookieOf, openSocket, type SyncHouse, startSyncHouse } from '#tests/support/sync-house.ts'
import { type TestDb, testPostgresDb, whyNoPostgres } from '#tests/support/test-db.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

const reason = whyNoPostgres()
const readers = scaled({ short: 2, full: 20 })
const piece = 'x'.repeat(100_000)
/** More than the network, the socket and the room hold for one reader together. */
const maxPieces = 250

type Joined = { socket: WebSocket; peer: TestPeer; cookie: string }

async function enter(database: TestDb, house: SyncHouse, who: string): Promise<Joined> {
  const { cookie } = await cookieOf(database.db, who)
  const joined = openSocket(house, { cookie })
  await joined.peer.synced()
  return { ...joined, cookie }
}

function newText(doc: Y.Doc): Y.XmlText {
  const block = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  block.insert(0, [text])
  section(doc, 'framework').insert(0, [block])
  return text
}

/** Written and erased again: what waits grows, and the document does not. */
async function writeUntil({ peer }: Joined, isDone: () => boolean): Promise<void> {
  const text = newText(peer.doc)
  for (let one = 0; one < maxPieces && !isDone(); one++) {
    text.insert(0, piece)
    text.delete(0, piece.length)
    await peer.saved()
  }
  text.insert(0, 'the end')
  await peer.saved()
}

test.skipIf(reason !== null)(
  `[R5] readers who stop reading cost the others nothing, are sent away, and have every word when they come back${reason === null ? '' : ` (${reason})`}`,
  async () => {
    const database = await testPostgresDb()
    onTestFinished(() => database.close())
    const house = await startSyncHouse(database.db)
    const writer = await enter(database, house, 'prof1')
    const other = await enter(database, house, 'prof2')
    const slow = []
    for (let one = 0; one < readers; one++) slow.push(await enter(database, house, 'prof3'))
    for (const { socket } of slow) socket.pause()
    const sentAway = () => house.names.filter((name) => name === 'connectionClosed').length
    await writeUntil(writer, () => sentAway() === readers)
    expect(sentAway()).toBe(readers)
    const content = section(writer.peer.doc, 'framework').toString()
    await other.peer.until(() => section(other.peer.doc, 'framework').toString() === content)
    expect([writer.peer.closed, other.peer.closed]).toEqual([null, null])
    for (const { socket, peer, cookie } of slow) {
      socket.resume()
      expect(await peer.closeCode()).toBe(4503)
      openSocket(house, { cookie, peer })
      await peer.synced()
      expect(section(peer.doc, 'framework').toString()).toBe(content)
    }
  },
)
