import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { insertHistoryChunk } from '#db/queries/document-history.ts'
import { appendUpdates } from '#db/queries/document-update.ts'
import { findUpdateTime, listWriters } from '#db/queries/document-writers.ts'
import {
  findLastWritten,
  findNewestVersion,
  findVersion,
  insertVersion,
  listVersions,
  type NewVersion,
  newestVersionSeq,
  setVersionLabel,
} from '#db/queries/version.ts'
import type { ProjectId, VersionId } from '#lib/domain/ids.ts'
import { insertAccount, insertProject } from '#tests/support/project-rows.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const nowhere = '00000000-0000-4000-8000-000000000000'

function version(projectId: ProjectId, some: Partial<NewVersion> = {}): NewVersion {
  return {
    ...{ projectId, epoch: 1, seq: 1, kind: 'automatic', label: null, accountId: null, at: null },
    ...{ state: Uint8Array.of(0, 255), content: { b: [1.5, null], a: 'é' } },
    sha256: new Uint8Array(32).fill(7),
    summary: { writers: [], changed: ['framework'], written: ['framework'] },
    ...some,
  }
}

async function refusal(change: Promise<unknown>): Promise<string> {
  return change.then(
    () => 'done',
    (error: unknown) => String(error),
  )
}

forEachDatabase((_, { sharedDb }) => {
  async function stored(db: Db, some: Partial<NewVersion> = {}) {
    const { projectId, accountId } = await insertProject(db)
    return { projectId, accountId, id: await insertVersion(db, version(projectId, some)) }
  }

  test('a version comes back as it was stored', async () => {
    const { db } = await sharedDb()
    const { projectId, id } = await stored(db)
    const { state, content, sha256 } = version(projectId)
    const found = await findVersion(db, { projectId, id })
    expect(found).toEqual({ id, epoch: 1, seq: 1, state, content, sha256 })
    const elsewhere = { projectId: nowhere as ProjectId, id }
    expect(await findVersion(db, elsewhere)).toBeUndefined()
  })

  test('nothing of it is ever changed, deleted or emptied; its label is', async () => {
    const { db } = await sharedDb()
    const { projectId, id } = await stored(db)
    const changes = [
      sql`update version set content = '{}' where id = ${id}`,
      sql`update version set state = '\\x00', label = 'x' where id = ${id}`,
      sql`update version set at = now() - interval '1 day' where id = ${id}`,
      sql`update version set summary = '{}' where id = ${id}`,
      sql`delete from version where id = ${id}`,
      sql`truncate version`,
      sql`truncate version cascade`,
    ]
    for (const change of changes) {
      expect(await refusal(change.execute(db))).toContain('a version is never changed')
    }
    expect(await setVersionLabel(db, { projectId, id, label: 'Avant le conseil' })).toBe(true)
    const [listed] = await listVersions(db, projectId)
    expect(listed).toMatchObject({ id, label: 'Avant le conseil', kind: 'automatic' })
    expect((await findVersion(db, { projectId, id }))?.content).toEqual(version(projectId).content)
  })

  test('a label has 1 to 120 characters, and belongs to a version of the project', async () => {
    const { db } = await sharedDb()
    const { projectId, id } = await stored(db)
    for (const label of ['', 'x'.repeat(121)]) {
      expect(await refusal(setVersionLabel(db, { projectId, id, label }))).not.toBe('done')
    }
    const other = { projectId: nowhere as ProjectId, id, label: 'x' }
    expect(await setVersionLabel(db, other)).toBe(false)
    const missing = { projectId, id: nowhere as VersionId, label: 'x' }
    expect(await setVersionLabel(db, missing)).toBe(false)
  })

  test('a state is kept once for one reason, and has as many names as people give it', async () => {
    const { db } = await sharedDb()
    const { projectId, id } = await stored(db)
    const again = [version(projectId), version(projectId)].map((one) => insertVersion(db, one))
    expect(await Promise.all(again)).toEqual([id, id])
    await insertVersion(db, version(projectId, { kind: 'before-restore' }))
    for (const label of ['Un', 'Deux']) {
      await insertVersion(db, version(projectId, { kind: 'named', label }))
    }
    expect(await listVersions(db, projectId)).toHaveLength(4)
  })

  test('the newest come first, and the last in which a part has words is found', async () => {
    const { db } = await sharedDb()
    const { projectId, id } = await stored(db)
    const summary = { writers: [], changed: [], written: [] }
    const newer = await insertVersion(db, version(projectId, { seq: 2, summary }))
    expect((await listVersions(db, projectId)).map((one) => one.id)).toEqual([newer, id])
    expect((await findNewestVersion(db, { projectId, epoch: 1 }))?.id).toBe(newer)
    expect(await newestVersionSeq(db, { projectId, epoch: 1 })).toBe(2)
    expect(await newestVersionSeq(db, { projectId, epoch: 2 })).toBe(0)
    expect(await findLastWritten(db, { projectId, sectionId: 'framework' })).toBe(id)
    expect(await findLastWritten(db, { projectId, sectionId: 'actions' })).toBeUndefined()
  })

  test('who wrote after a row is known from the rows in place and from the packed ones', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId: ann } = await insertProject(db)
    const [bob, eve] = [await insertAccount(db), await insertAccount(db)]
    const key = { projectId, epoch: 1 }
    const data = Uint8Array.of(0)
    await insertHistoryChunk(db, {
      ...{ ...key, firstSeq: 1, lastSeq: 4, data },
      writers: { [ann]: 2, [bob]: 4 },
    })
    const updates = [{ data, accountId: eve }]
    const appended = await appendUpdates(db, { ...key, node: 'test', updates })
    const seq = appended?.lastSeq ?? 0
    expect(await listWriters(db, { ...key, afterSeq: 0 })).toEqual([ann, bob, eve].sort())
    expect(await findUpdateTime(db, { ...key, seq })).toBeInstanceOf(Date)
    expect(await findUpdateTime(db, { ...key, seq: 99 })).toBeUndefined()
    await sql`update document_update set seq = 5 where project_id = ${projectId}`.execute(db)
    expect(await listWriters(db, { ...key, afterSeq: 2 })).toEqual([bob, eve].sort())
    expect(await listWriters(db, { ...key, afterSeq: 4 })).toEqual([eve])
  })
})
