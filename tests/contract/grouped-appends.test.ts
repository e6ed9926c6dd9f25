import { expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { freezeDocument } from '#db/queries/document.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { createDatabaseLog } from '#server/store/database-log.ts'
import { type InsertedProject, insertProject } from '#tests/support/project-rows.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

/** Rows of bytes: the log does not read what it stores. */
const entries = (accountId: AccountId, ...bytes: number[]) =>
  bytes.map((byte) => ({ data: Uint8Array.of(byte, byte), accountId }))

async function insertProjects(db: Db, count: number): Promise<InsertedProject[]> {
  return Promise.all(Array.from({ length: count }, () => insertProject(db)))
}

async function storedIn(db: Db, { projectId }: { projectId: ProjectId }) {
  const rows = await db
    .selectFrom('document_update')
    .select(['seq', 'data', 'account_id as accountId', 'node'])
    .where('project_id', '=', projectId)
    .orderBy('seq')
    .execute()
  return rows.map(({ data, ...row }) => ({ ...row, data: [...data] }))
}

forEachDatabase((name, { sharedDb }) => {
  test('[L7] what several rooms append in one turn is one transaction', async () => {
    const { db } = await sharedDb()
    const projects = await insertProjects(db, 3)
    const log = createDatabaseLog(db, { node: 'here' })
    const appendAll = (first: number) =>
      Promise.all(
        projects.map(({ projectId, accountId }, index) =>
          log.append(projectId, 1, entries(accountId, first + index, first + index + 10)),
        ),
      )
    const appended = (firstSeq: number) => ({ kind: 'appended', firstSeq, lastSeq: firstSeq + 1 })
    expect(await appendAll(0)).toEqual([appended(1), appended(1), appended(1)])
    expect(await appendAll(100)).toEqual([appended(3), appended(3), appended(3)])
    for (const [index, project] of projects.entries()) {
      const row = { accountId: project.accountId, node: 'here' }
      expect(await storedIn(db, project)).toEqual(
        [index, index + 10, 100 + index, 110 + index].map((byte, at) => {
          return { ...row, seq: at + 1, data: [byte, byte] }
        }),
      )
    }
    const transactions = await db
      .selectFrom('document_update')
      .select((row) => row.ref('xmin' as never).as('by'))
      .distinct()
      .where(
        'project_id',
        'in',
        projects.map(({ projectId }) => projectId),
      )
      .execute()
    expect(transactions).toHaveLength(2)
  })

  test('[L7] a document that takes nothing says why, and the others of its turn are stored', async () => {
    const { db } = await sharedDb()
    const [frozen, other, open] = await insertProjects(db, 3)
    if (!frozen || !other || !open) throw new Error('three projects')
    await freezeDocument(db, frozen.projectId)
    const log = createDatabaseLog(db, { node: 'here' })
    const nowhere = crypto.randomUUID() as ProjectId
    const results = await Promise.all([
      log.append(frozen.projectId, 1, entries(frozen.accountId, 1)),
      log.append(other.projectId, 2, entries(other.accountId, 2)),
      log.append(nowhere, 1, entries(other.accountId, 3)),
      log.append(open.projectId, 1, entries(open.accountId, 4)),
    ])
    expect(results.map(({ kind }) => kind)).toEqual([
      'frozen',
      'wrong-epoch',
      'missing',
      'appended',
    ])
    expect(await storedIn(db, frozen)).toEqual([])
    expect(await storedIn(db, other)).toEqual([])
    expect(await storedIn(db, open)).toMatchObject([{ seq: 1, data: [4, 4] }])
  })

  test('[L7] rows that cannot be stored cost no other room its commit', async () => {
    const { db } = await sharedDb()
    const [spoilt, open] = await insertProjects(db, 2)
    if (!spoilt || !open) throw new Error('two projects')
    const log = createDatabaseLog(db, { node: 'here' })
    const stranger = crypto.randomUUID() as AccountId
    const results = await Promise.allSettled([
      log.append(spoilt.projectId, 1, entries(stranger, 1)),
      log.append(open.projectId, 1, entries(open.accountId, 2)),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(await storedIn(db, spoilt)).toEqual([])
    expect(await storedIn(db, open)).toMatchObject([{ seq: 1, data: [2, 2] }])
  })

  // The embedded database has one connection: nobody else can hold a lock there.
  if (name === 'PGlite') return
  test('[L7] a locked document holds up no other', async () => {
    const { db } = await sharedDb()
    const [locked, open] = await insertProjects(db, 2)
    if (!locked || !open) throw new Error('two projects')
    const log = createDatabaseLog(db, { node: 'here' })
    let waiting: Promise<unknown> = Promise.resolve()
    await db.transaction().execute(async (transaction) => {
      await transaction
        .selectFrom('document')
        .select('head_seq')
        .where('project_id', '=', locked.projectId)
        .forUpdate()
        .execute()
      waiting = log.append(locked.projectId, 1, entries(locked.accountId, 1))
      const stored = await log.append(open.projectId, 1, entries(open.accountId, 2))
      expect(stored).toMatchObject({ kind: 'appended' })
      expect(await storedIn(db, open)).toHaveLength(1)
    })
    expect(await waiting).toMatchObject({ kind: 'appended', firstSeq: 1 })
  })
})
