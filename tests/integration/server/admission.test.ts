import { beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { findAccountByEmail } from '#db/queries/account.ts'
import { removeMember, setMember } from '#db/queries/project-member.ts'
import { revokeSession } from '#db/queries/session.ts'
import { header, SCHEMA_VERSION, section } from '#lib/document/schema.ts'
import { template } from '#lib/domain/template.ts'
import { cookieOf, openSocket, type SyncHouse, startSyncHouse } from '#tests/support/sync-house.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

const summaryOf = (peer: { doc: Y.Doc }) => header(peer.doc).get('summary') as Y.Text
const write = (peer: { doc: Y.Doc }, text: string) => summaryOf(peer).insert(0, text)
const reads = (peer: { doc: Y.Doc }) => summaryOf(peer).toString()

forEachDatabase((_name, { openDb, sharedDb }) => {
  let db: Db
  let house: SyncHouse

  beforeEach(async () => {
    db = (await sharedDb()).db
    house = await startSyncHouse(db, undefined, { socketLimits: { perPerson: 5 } })
  })

  /** For a test that leaves behind what others cannot work with. */
  const withOwnDatabase = async () => {
    db = (await openDb()).db
    house = await startSyncHouse(db)
  }

  const enter = async (who: string): Promise<TestPeer> => {
    const { cookie } = await cookieOf(db, who)
    const { peer } = openSocket(house, { cookie })
    await peer.synced()
    return peer
  }

  test('[P7] who may not come in learns why from the close code, and nobody else notices', async () => {
    const ann = await enter('prof1')
    const { cookie } = await cookieOf(db, 'prof2')
    const reader = await cookieOf(db, 'lecture')
    const stranger = await cookieOf(db, 'admin')
    const unknown = { port: house.port, projectId: '00000000-0000-4000-8000-000000000000' }
    const refused = [
      [openSocket(house), 4401],
      [openSocket(house, { cookie: 'authjs.session-token=forged' }), 4401],
      [openSocket(unknown, { cookie }), 4404],
      [openSocket({ ...unknown, projectId: 'not-a-project' }, { cookie }), 4404],
      [openSocket(house, { cookie: reader.cookie }), 4403],
      [openSocket(house, { cookie: stranger.cookie }), 4403],
      [openSocket(house, { cookie, origin: 'https://elsewhere.test' }), 4403],
      [openSocket(house, { cookie, origin: 'http://localhost:3001' }), 4403],
    ] as const
    for (const [{ peer }, code] of refused) {
      expect(await peer.closeCode()).toBe(code)
      expect(peer.messages).toEqual([])
    }
    write(ann, 'undisturbed ')
    await ann.saved()
    expect(ann.closed).toBeNull()
  })

  test('[P7] the page’s own Origin comes in', async () => {
    const { cookie } = await cookieOf(db, 'prof2')
    const { peer } = openSocket(house, { cookie, origin: 'http://localhost:3000' })
    await peer.synced()
    expect(reads(peer)).toContain('accompagnement')
  })

  test('[P8] another epoch and an older schema are closed before anything is exchanged', async () => {
    const { cookie } = await cookieOf(db, 'prof1')
    for (const query of ['epoch=2', 'epoch=x', 'epoch=0']) {
      const { peer } = openSocket(house, { cookie, query })
      expect(await peer.closeCode()).toBe(4409)
      expect(peer.messages).toEqual([])
    }
    const older = `epoch=1&schema=${SCHEMA_VERSION - 1}`
    const { peer: old } = openSocket(house, { cookie, query: older })
    expect(await old.closeCode()).toBe(4426)
    const present = `ack=1&epoch=1&schema=${SCHEMA_VERSION}`
    const { peer: fresh } = openSocket(house, { cookie, query: present })
    await fresh.synced()
  })

  test('[P12] a page of one person gets nothing under the session of another', async () => {
    const { cookie } = await cookieOf(db, 'prof1')
    const [own, other] = [await idOf('prof1'), await idOf('prof2')]
    for (const person of [other, '', 'prof1']) {
      const { peer } = openSocket(house, { cookie, query: `ack=1&person=${person}` })
      expect(await peer.closeCode()).toBe(4401)
      expect(peer.messages).toEqual([])
    }
    const { peer } = openSocket(house, { cookie, query: `ack=1&person=${own}` })
    await peer.synced()
  })

  test('[T1] one person more than enough is told to try again', async () => {
    const { cookie } = await cookieOf(db, 'prof1')
    const open = Array.from({ length: 5 }, () => openSocket(house, { cookie }))
    await Promise.all(open.map(({ peer }) => peer.synced()))
    const { peer } = openSocket(house, { cookie })
    expect(await peer.closeCode()).toBe(4503)
    await enter('prof2')
  })

  test('[P6] a text frame closes with 4400, one far over the limit is not read', async () => {
    const { cookie } = await cookieOf(db, 'prof1')
    const first = openSocket(house, { cookie })
    await first.peer.synced()
    first.socket.send('hello')
    expect(await first.peer.closeCode()).toBe(4400)
    const second = openSocket(house, { cookie })
    await second.peer.synced()
    second.socket.send(new Uint8Array(5 * 1024 * 1024).fill(0x91))
    expect(await second.peer.closeCode()).toBe(4413)
    const third = openSocket(house, { cookie })
    await third.peer.synced()
    third.socket.send(new Uint8Array(20 * 1024 * 1024))
    expect([1009, 1006]).toContain(await third.peer.closeCode())
  })

  test('[R9] a revoked session, a lost membership and a changed role close their sockets', async () => {
    await withOwnDatabase()
    const bob = await enter('prof2')
    const visit = await cookieOf(db, 'prof1')
    const { peer: ann } = openSocket(house, { cookie: visit.cookie })
    const eve = await enter('prof3')
    const sue = await enter('prof4')
    await ann.synced()
    const startedAt = Date.now()
    await revokeSession(db, visit.sessionId)
    await removeMember(db, { projectId: house.projectId, accountId: await idOf('prof3') })
    await setMember(db, {
      ...{ projectId: house.projectId, accountId: await idOf('prof4') },
      ...{ role: 'commenter', addedBy: null },
    })
    expect(await ann.closeCode()).toBe(4401)
    expect(Date.now() - startedAt).toBeLessThan(5_000)
    expect(await eve.closeCode()).toBe(4403)
    expect(await sue.closeCode()).toBe(4503)
    write(bob, 'still here ')
    await bob.saved()
  })

  const idOf = async (who: string) => {
    const account = await findAccountByEmail(db, `${who}@demo.trame.test`)
    if (account === undefined) throw new Error(`nobody is ${who}`)
    return account.id
  }

  test('[G10] [G14] a raw client that deletes all it can leaves fourteen parts in which writing goes on', async () => {
    await withOwnDatabase()
    const ann = await enter('prof1')
    const bob = await enter('prof2')
    const parts = template.sections.map(({ id }) => id)
    ann.doc.transact(() => {
      for (const id of parts) section(ann.doc, id).delete(0, section(ann.doc, id).length)
      for (const name of [...ann.doc.share.keys()].filter((key) => key.startsWith('records:'))) {
        for (const id of [...ann.doc.getMap(name).keys()]) ann.doc.getMap(name).delete(id)
      }
      for (const key of [...header(ann.doc).keys()]) header(ann.doc).delete(key)
    })
    await ann.saved()
    await bob.until(() => section(bob.doc, 'framework').length === 0)
    expect(parts).toHaveLength(14)
    for (const id of parts) {
      const block = new Y.XmlElement('paragraph')
      section(bob.doc, id).insert(0, [block])
      block.insert(0, [new Y.XmlText(`écrit dans ${id}`)])
    }
    await bob.saved()
    const late = await enter('prof3')
    for (const id of parts) {
      expect(section(late.doc, id).toString()).toContain(`écrit dans ${id}`)
    }
  })

  test('[R13] a drain acknowledges, says that it is not ready, and closes with 1012', async () => {
    const ann = await enter('prof1')
    const bob = await enter('prof2')
    expect(await house.isReady()).toBe(true)
    write(ann, 'last words ')
    await bob.until(() => reads(bob).startsWith('last words'))
    const drained = house.drain()
    expect(await ann.closeCode()).toBe(1012)
    expect(ann.acknowledged).toBe(ann.marked)
    await drained
  })

  test('[P11] a stock y-websocket client with a cookie reads and writes', async () => {
    const { cookie } = await cookieOf(db, 'prof1')
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(
      `ws://localhost:${house.port}/sync`,
      house.projectId,
      doc,
      {
        WebSocketPolyfill: withCookie(cookie) as unknown as typeof globalThis.WebSocket,
        disableBc: true,
      },
    )
    await new Promise<void>((resolve) => provider.on('sync', () => resolve()))
    expect(reads({ doc })).toContain('accompagnement')
    const bob = await enter('prof2')
    write({ doc }, 'stock client ')
    await bob.until(() => reads(bob).startsWith('stock client '))
    write(bob, 'and back ')
    await vi.waitUntil(() => reads({ doc }).startsWith('and back stock client '), {
      timeout: 5_000,
    })
    provider.awareness.setLocalStateField('user', { name: 'MALLORY' })
    await bob.until(() =>
      bob
        .of('awareness')
        .some(({ entries }) => entries.some(({ state }) => state.includes('Belvallon'))),
    )
    expect(JSON.stringify(bob.of('awareness'))).not.toContain('MALLORY')
    provider.destroy()
    doc.destroy()
  })
})

/** The stock client passes no headers: this is its WebSocket with the cookie of a session. */
function withCookie(cookie: string) {
  return class extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie } })
    }
  }
}
