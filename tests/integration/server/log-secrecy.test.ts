import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import { createLog } from '#lib/platform/log.ts'
import { logEvents } from '#server/metrics/log-events.ts'
import { encodeUpdate } from '#server/sync/protocol.ts'
import { cookieOf, openSocket, startSyncHouse } from '#tests/support/sync-house.ts'
import { testDb } from '#tests/support/test-db.ts'

const secret = 'Zanzibar'

test('[O4] no line of the log has a word of what people write, whatever happens to it', async () => {
  const lines: string[] = []
  const log = createLog('debug', { write: (line: string) => void lines.push(line) })
  const { db, close } = await testDb()
  const house = await startSyncHouse(db, undefined, { sink: logEvents(log) })
  const enter = async (who: string) => {
    const opened = openSocket(house, { cookie: (await cookieOf(db, who)).cookie })
    await opened.peer.synced()
    return opened
  }
  const [ann, commenter, liar] = [
    await enter('prof1'),
    await enter('relecture'),
    await enter('prof2'),
  ]
  const write = (doc: Y.Doc) => (header(doc).get('summary') as Y.Text).insert(0, `${secret} `)
  ann.peer.present({ note: secret })
  write(ann.peer.doc)
  await ann.peer.saved()
  write(commenter.peer.doc)
  expect(await commenter.peer.closeCode()).toBe(4403)
  const forged = new Y.Doc()
  forged.getText(secret).insert(0, secret)
  liar.peer.send(encodeUpdate(Y.encodeStateAsUpdate(forged)))
  expect(await liar.peer.closeCode()).toBe(4400)
  ann.socket.close(4999, secret)
  await vi.waitUntil(() => lines.some((line) => line.includes('4999')))
  log.error({ err: parseFailure(`${secret} {`) }, 'a parser quotes')
  log.error({ err: new Error('wrapped', { cause: new RangeError(secret) }) }, 'a schema quotes')
  await house.drain()
  await close()

  const text = lines.join('')
  for (const event of ['room opened', 'committed', 'update refused', 'connection closed']) {
    expect(text).toContain(event)
  }
  expect(text).toContain('"type":"SyntaxError"')
  for (const form of [secret, Buffer.from(secret).toString('hex'), bytesOf(secret)]) {
    expect(text).not.toContain(form)
  }
})

function parseFailure(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}

/** As an array of bytes is written in JSON. */
function bytesOf(text: string): string {
  return JSON.stringify([...Buffer.from(text)]).slice(1, -1)
}
