import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openDatabase } from '#db/client.ts'
import { section } from '#lib/document/schema.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import { startTrame, type Trame, type TrameOptions } from '#tests/support/start-trame.ts'
import { cookieOf, openSocket, seedDemoProject, testSecret } from '#tests/support/sync-house.ts'
import { testPostgresDb } from '#tests/support/test-db.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const kills = 10

type Writer = {
  peer: TestPeer
  cookie: string
  part: string
  written: { word: string; marker: number }[]
}
type Place = { options: TrameOptions; projectId: ProjectId; cookies: string[] }

/** A demo that a server of another process will have, and sessions of two writers and a reader. */
async function prepare(location: { databaseUrl?: string; dataDir: string }): Promise<Place> {
  vi.stubEnv('AUTH_SECRET', testSecret)
  const opened = await openDatabase({ databaseUrl: undefined, ...location })
  const projectId = await seedDemoProject(opened.db)
  const visits = []
  for (const who of ['prof1', 'prof2', 'prof3']) visits.push(await cookieOf(opened.db, who))
  await opened.close()
  const env = { AUTH_SECRET: testSecret }
  const options = { ...location, env, args: ['--no-pages'], demo: false }
  return { options, projectId, cookies: visits.map(({ cookie }) => cookie) }
}

const textOf = (doc: Y.Doc, part: string) => section(doc, part).toString()

/** Three words ahead of what is acknowledged, until the line is cut. */
async function keepWriting({ peer, part, written }: Writer): Promise<void> {
  const block = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  peer.doc.transact(() => {
    section(peer.doc, part).insert(0, [block])
    block.insert(0, [text])
  })
  while (peer.closed === null) {
    const word = `${part}-${written.length};`
    text.insert(text.length, word)
    written.push({ word, marker: peer.marked })
    await peer.until(() => peer.acknowledged >= peer.marked - 3 || peer.closed !== null)
  }
}

async function readAll(trame: Trame, { projectId, cookies }: Place): Promise<Y.Doc> {
  const { peer } = openSocket({ port: trame.port, projectId }, { cookie: cookies[2] })
  await peer.synced()
  peer.hangUp()
  return peer.doc
}

async function survives(place: Place): Promise<void> {
  const writers = ['framework', 'regulation'].map((part, index): Writer => {
    return { peer: new TestPeer(), cookie: place.cookies[index] ?? '', part, written: [] }
  })
  let trame = await startTrame(place.options)
  onTestFinished(() => trame.kill())
  const { port } = trame
  for (let round = 1; round <= kills; round++) {
    for (const { peer, cookie } of writers) {
      openSocket({ port, projectId: place.projectId }, { cookie, peer })
      await peer.synced()
      await peer.saved()
    }
    const writing = writers.map(keepWriting)
    // A different moment each time, always with words under way.
    const [first] = writers
    const enough = (first?.written.length ?? 0) + 5 + ((round * 7) % 11)
    await first?.peer.until(() => first.written.length >= enough)
    await trame.kill()
    await Promise.all(writing)
    trame = await startTrame({ ...place.options, port })
    const doc = await readAll(trame, place)
    for (const { peer, part, written } of writers) {
      const text = textOf(doc, part)
      const acknowledged = written.filter(({ marker }) => marker <= peer.acknowledged)
      expect(acknowledged.length).toBeGreaterThan(0)
      expect(acknowledged.filter(({ word }) => !text.includes(word))).toEqual([])
    }
  }
  for (const { peer, cookie } of writers) {
    openSocket({ port, projectId: place.projectId }, { cookie, peer })
    await peer.synced()
    await peer.saved()
  }
  const doc = await readAll(trame, place)
  for (const { part, written } of writers) {
    const text = textOf(doc, part)
    expect(written.filter(({ word }) => text.split(word).length !== 2)).toEqual([])
  }
}

describe(`[R3] ${kills} times killed while two people write, every acknowledged word is there, and the others are sent again`, () => {
  test('on PGlite', { timeout: 600_000 }, async () => {
    const dataDir = join(repositoryRoot, '.data-test', crypto.randomUUID())
    mkdirSync(dataDir, { recursive: true })
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
    await survives(await prepare({ dataDir }))
  })

  const place = inject('postgres')
  const reason = 'unavailable' in place ? ` (${place.unavailable})` : ''
  test.skipIf(reason !== '')(`on PostgreSQL${reason}`, { timeout: 600_000 }, async () => {
    const database = await testPostgresDb()
    onTestFinished(() => database.close())
    await survives(await prepare({ databaseUrl: database.url ?? '', dataDir: '' }))
  })
})
