import { beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { findAccountByEmail } from '#db/queries/account.ts'
import { removeMember, setMember } from '#db/queries/project-member.ts'
import { revokeSession } from '#db/queries/session.ts'
import { header, SCHEMA_VERSION } from '#lib/document/schema.ts'
import { encodeBatch, httpLine } from '#lib/wire/http-line.ts'
import { limits } from '#lib/wire/limits.ts'
import { encodeMarker, encodeSyncStep1, type ServerMessage } from '#server/sync/protocol.ts'
import { openLine, RawLine } from '#tests/support/http-line-client.ts'
import { cookieOf, openSocket, type SyncHouse, startSyncHouse } from '#tests/support/sync-house.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

const summaryOf = (peer: { doc: Y.Doc }) => header(peer.doc).get('summary') as Y.Text
const write = (peer: { doc: Y.Doc }, text: string) => summaryOf(peer).insert(0, text)
const reads = (peer: { doc: Y.Doc }) => summaryOf(peer).toString()
const step1 = () => encodeSyncStep1(Y.encodeStateVector(new Y.Doc()))

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let house: SyncHouse

  beforeEach(async () => {
    db = (await sharedDb()).db
    house = await startSyncHouse(db)
  })

  const enterBySocket = async (who: string): Promise<TestPeer> => {
    const { peer } = openSocket(house, { cookie: (await cookieOf(db, who)).cookie })
    await peer.synced()
    return peer
  }

  const idOf = async (who: string) => {
    const account = await findAccountByEmail(db, `${who}@demo.trame.test`)
    if (account === undefined) throw new Error(`nobody is ${who}`)
    return account.id
  }

  test('[P13] who comes over HTTP is admitted as a socket is, or learns the same close code', async () => {
    const { cookie } = await cookieOf(db, 'prof2')
    const reader = await cookieOf(db, 'lecture')
    const unknown = { port: house.port, projectId: '00000000-0000-4000-8000-000000000000' }
    const older = `ack=1&schema=${SCHEMA_VERSION - 1}`
    const refused = [
      [openLine(house), 4401],
      [openLine(house, { cookie: 'authjs.session-token=forged' }), 4401],
      [openLine(unknown, { cookie }), 4404],
      [openLine({ ...unknown, projectId: 'not-a-project' }, { cookie }), 4404],
      [openLine(house, { cookie: reader.cookie }), 4403],
      [openLine(house, { cookie, origin: 'https://elsewhere.test' }), 4403],
      [openLine(house, { cookie, query: 'ack=1&epoch=2' }), 4409],
      [openLine(house, { cookie, query: older }), 4426],
      [openLine(house, { cookie, query: `ack=1&person=${await idOf('prof1')}` }), 4401],
    ] as const
    for (const [{ peer }, code] of refused) {
      expect(await peer.closeCode()).toBe(code)
      expect(peer.messages).toEqual([])
    }
    const { peer } = openLine(house, { cookie, origin: 'http://localhost:3000' })
    await peer.synced()
    expect(reads(peer)).toContain('accompagnement')
  })

  test('[P13] both ways into a room are one room, and both are acknowledged', async () => {
    const bob = await enterBySocket('prof2')
    const { cookie } = await cookieOf(db, 'prof1')
    for (const hasPlace of [true, false]) {
      const { peer: ann } = openLine(house, { cookie, hasPlace })
      await ann.synced()
      write(ann, 'by HTTP ')
      await ann.saved()
      await bob.until(() => reads(bob).startsWith('by HTTP '))
      write(bob, 'by socket ')
      await ann.until(() => reads(ann).startsWith('by socket by HTTP '))
      ann.hangUp()
    }
  })

  test('[T1] [P13] a line counts as a socket does', async () => {
    const { cookie } = await cookieOf(db, 'prof1')
    for (let open = 0; open < limits.connectionsPerAccount - 1; open += 1) {
      await openSocket(house, { cookie }).peer.synced()
    }
    const { peer: last } = openLine(house, { cookie })
    await last.synced()
    const { peer } = openLine(house, { cookie })
    expect(await peer.closeCode()).toBe(4503)
    last.hangUp()
    await vi.waitUntil(() => house.names.includes('connectionClosed'), { timeout: 5000 })
    await openLine(house, { cookie }).peer.synced()
  })

  test('[P14] a batch that comes twice is taken once, one out of order closes the line', async () => {
    const bob = await enterBySocket('prof2')
    const line = await RawLine.open(house, (await cookieOf(db, 'prof1')).cookie)
    const batch = (number: number) => ({ [httpLine.batchHeader]: `${number}` })
    const first = encodeBatch([step1(), encodeMarker(1)])
    for (let time = 0; time < 3; time += 1) {
      expect((await line.post(first, batch(1))).status).toBe(204)
    }
    expect((await line.post(encodeBatch([encodeMarker(2)]), batch(2))).status).toBe(204)
    const acknowledges = (marker: number) => (message: ServerMessage) =>
      message.type === 'acknowledgement' && message.marker === marker
    const messages = await line.framesUntil(acknowledges(2))
    expect(messages.filter(acknowledges(1))).toHaveLength(1)
    expect(messages.filter(({ type }) => type === 'sync-step-2')).toHaveLength(1)

    expect((await line.post(encodeBatch([encodeMarker(3)]), batch(4))).status).toBe(400)
    expect(await (await line.events('1')).text()).toContain('"code":4400')
    write(bob, 'undisturbed ')
    await bob.saved()
  })

  test('[P14] an event number that cannot be closes the line', async () => {
    const { cookie } = await cookieOf(db, 'prof1')
    for (const received of ['99', 'x', '-1']) {
      const line = await RawLine.open(house, cookie)
      expect((await line.events('1', { 'last-event-id': received })).status).toBe(400)
      expect(await (await line.events('1')).text()).toContain('"code":4400')
    }
  })

  test('[P14] requests and answers that are lost on the way lose no frame, nor double one', async () => {
    const bob = await enterBySocket('prof2')
    const { cookie } = await cookieOf(db, 'prof1')
    let [posts, gets] = [0, 0]
    const broken =
      (next: typeof fetch): typeof fetch =>
      async (address, init) => {
        if (String(address).includes('ack=1')) return next(address, init)
        if (String(address).includes('/events')) {
          gets += 1
          if (gets % 4 === 0) throw new TypeError('lost on the way')
          return cutAfter(await next(address, init), 3)
        }
        posts += 1
        if (posts % 3 === 1) throw new TypeError('lost on the way')
        const answer = await next(address, init)
        if (posts % 3 === 2) throw new TypeError('the answer was lost')
        return answer
      }
    const { peer: ann } = openLine(house, { cookie, network: broken })
    await ann.synced()
    for (let word = 0; word < 4; word += 1) {
      write(ann, `a${word} `)
      await ann.saved()
      write(bob, `b${word} `)
      await ann.until(() => reads(ann).includes(`b${word} `))
    }
    expect(ann.closed).toBeNull()
    expect(house.names).not.toContain('gap')
    await bob.until(() => reads(bob) === reads(ann))
    const updates = ann.of('update').length
    expect(updates).toBe(4)
  })

  test('[P15] a frame over the limit closes with 4413, a body that is no batch with 4400', async () => {
    const { cookie } = await cookieOf(db, 'prof1')
    const { peer, socket } = openLine(house, { cookie })
    await peer.synced()
    socket.send(new Uint8Array(limits.frameBytes + 1).fill(0x91))
    expect(await peer.closeCode()).toBe(4413)
    for (const [body, code] of [
      [new Uint8Array(2 * limits.frameBytes + 1), 4413],
      [Uint8Array.of(0, 0, 0, 9, 1), 4400],
      [encodeBatch([Uint8Array.of(0x82, 0)]), 4400],
    ] as const) {
      const line = await RawLine.open(house, cookie)
      await line.post(body, { [httpLine.batchHeader]: '1' }).catch(() => null)
      expect(await (await line.events('1')).text()).toContain(`"code":${code}`)
    }
  })

  test('[P15] a token is good for its own project and page alone', async () => {
    const line = await RawLine.open(house, (await cookieOf(db, 'prof1')).cookie)
    const foreign = { origin: 'https://elsewhere.test', [httpLine.batchHeader]: '1' }
    expect((await line.post(encodeBatch([step1()]), foreign)).status).toBe(403)
    expect((await line.events('0', foreign)).status).toBe(403)
    const forged = { [httpLine.lineHeader]: 'guessed' }
    expect((await line.events('0', forged)).status).toBe(410)
    expect((await line.events('0')).status).toBe(200)
  })

  test('[R9] [P13] a revoked session, a lost membership and a changed role end their lines', async () => {
    const visit = await cookieOf(db, 'prof1')
    const { peer: ann } = openLine(house, { cookie: visit.cookie })
    const { peer: eve } = openLine(house, { cookie: (await cookieOf(db, 'prof3')).cookie })
    const polling = { cookie: (await cookieOf(db, 'prof4')).cookie, hasPlace: false }
    const { peer: sue } = openLine(house, polling)
    await Promise.all([ann.synced(), eve.synced(), sue.synced()])
    const { projectId } = house
    await revokeSession(db, visit.sessionId)
    await removeMember(db, { projectId, accountId: await idOf('prof3') })
    const accountId = await idOf('prof4')
    await setMember(db, { projectId, accountId, role: 'commenter', addedBy: null })
    expect(await ann.closeCode()).toBe(4401)
    expect(await eve.closeCode()).toBe(4403)
    expect(await sue.closeCode()).toBe(4503)
  })

  test('[R13] [P13] a drain acknowledges and closes a line with 1012', async () => {
    const { peer: ann } = openLine(house, { cookie: (await cookieOf(db, 'prof1')).cookie })
    await ann.synced()
    write(ann, 'last words ')
    const bob = await enterBySocket('prof2')
    await bob.until(() => reads(bob).startsWith('last words'))
    const drained = house.drain()
    expect(await ann.closeCode()).toBe(1012)
    expect(ann.acknowledged).toBe(ann.marked)
    await drained
  })
})

/** The answer as a proxy leaves it that cuts each after some chunks. */
function cutAfter(answer: Response, chunks: number): Response {
  if (answer.body === null) return answer
  let passed = 0
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      passed += 1
      if (passed > chunks) controller.error(new TypeError('cut'))
      else controller.enqueue(chunk)
    },
  })
  const { status, headers } = answer
  return new Response(answer.body.pipeThrough(cut), { status, headers })
}
