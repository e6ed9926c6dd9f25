import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { findDocumentHead, freezeDocument, unfreezeDocument } from '#db/queries/document.ts'
import { listVersions } from '#db/queries/version.ts'
import { header, SCHEMA_VERSION } from '#lib/document/schema.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { createDatabaseLog } from '#server/store/database-log.ts'
import { loadDocument } from '#server/sync/load-document.ts'
import { setFrozen } from '#server/sync/set-frozen.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import {
  blankUpdate,
  projectId as memoryProject,
  newLog,
  recordedEvents,
  testHouse,
} from '#tests/support/room-of-peers.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const { events } = recordedEvents()
const older = SCHEMA_VERSION - 1

/** A later schema that adds words, as one that adds a field would. */
const upgrade = (doc: Y.Doc) => (header(doc).get('summary') as Y.Text).insert(0, 'ajouté ')

async function olderProject(db: Db): Promise<ProjectId> {
  const options = { schemaVersion: older, firstUpdates: [blankUpdate()] }
  return (await insertProject(db, options)).projectId
}

forEachDatabase((_name, { openDb }) => {
  test('[U1] an older document is upgraded once, after a version of what it was', async () => {
    const database = await openDb()
    const again = await database.openAgain()
    const { db } = database
    const projectId = await olderProject(db)
    const logs = [database, again].map((one) => createDatabaseLog(one.db, { node: 'n', upgrade }))
    const loaded = await Promise.all(logs.map((log) => loadDocument({ log, projectId, events })))
    await again.close()
    for (const stored of loaded) {
      expect(stored).toMatchObject({ schemaVersion: SCHEMA_VERSION, headSeq: 2 })
    }
    const versions = await listVersions(db, projectId)
    expect(versions.map(({ kind }) => kind)).toEqual(['automatic'])
    const [log] = logs
    const rows = []
    for await (const row of log?.listRows(projectId, 1) ?? []) rows.push(row)
    const owners = await log?.listClientOwners(projectId, 1)
    expect(rows.map(({ node }) => node)).toEqual(['creation', 'upgrade'])
    expect(owners).toMatchObject([{ accountId: rows[0]?.accountId }])
  })

  test('[U2] a frozen document stays as it is until it is thawed', async () => {
    const { db } = await openDb()
    const projectId = await olderProject(db)
    const log = createDatabaseLog(db, { node: 'n', upgrade })
    await freezeDocument(db, projectId)
    // Also when it was frozen right after someone looked.
    await log.upgrade(projectId)
    expect(await loadDocument({ log, projectId, events })).toMatchObject({
      schemaVersion: older,
      headSeq: 1,
    })
    expect(await listVersions(db, projectId)).toEqual([])
    await unfreezeDocument(db, projectId)
    expect(await loadDocument({ log, projectId, events })).toMatchObject({
      schemaVersion: SCHEMA_VERSION,
    })
  })

  test('[U3] a program that knows less than the document neither opens it nor stores in it', async () => {
    const { db } = await openDb()
    const schemaVersion = SCHEMA_VERSION + 1
    const { projectId, accountId } = await insertProject(db, { schemaVersion })
    const log = createDatabaseLog(db, { node: 'n' })
    await expect(loadDocument({ log, projectId, events })).rejects.toThrow(/schema/)
    const entries = [{ data: blankUpdate(), accountId }]
    expect(await log.append(projectId, 1, entries)).toEqual({ kind: 'newer-schema' })
    expect((await findDocumentHead(db, projectId))?.headSeq).toBe(0)
  })
})

const write = ({ doc }: { doc: Y.Doc }) => (header(doc).get('summary') as Y.Text).insert(0, 'x')

test('[U2] whoever reads a frozen document of an older schema comes back when it is thawed', async () => {
  const log = await newLog()
  log.setSchemaVersion(memoryProject, older)
  log.setFrozen(memoryProject, true)
  const { join, rooms } = await testHouse({ log })
  const { peer } = await join('ann')
  const room = rooms.find(memoryProject)
  expect(room?.schemaVersion).toBe(older)
  log.setFrozen(memoryProject, false)
  if (room) setFrozen(room, false)
  expect(peer.closed?.code).toBe(4503)
  const { peer: again } = await join('ann')
  expect(rooms.find(memoryProject)?.schemaVersion).toBe(SCHEMA_VERSION)
  write(again)
  await again.saved()
})

test('[U3] a room whose document another process upgraded closes with 4426, and stores nothing', async () => {
  const { log, join } = await testHouse()
  const { peer: ann } = await join('ann')
  const { peer: bob } = await join('bob')
  await Promise.all([ann.saved(), bob.saved()])
  const rows = log.rows(memoryProject).length
  log.setSchemaVersion(memoryProject, SCHEMA_VERSION + 1)
  write(ann)
  expect([await ann.closeCode(), await bob.closeCode()]).toEqual([4426, 4426])
  expect(log.rows(memoryProject)).toHaveLength(rows)
  expect(ann.acknowledged).toBeLessThan(ann.marked)
})
