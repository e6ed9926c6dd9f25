import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { lockDocument, markPublished } from '#db/queries/document.ts'
import { addEarlierPublications, listEarlierPublications } from '#db/queries/earlier-publication.ts'
import { findProject, moveProjectStatus } from '#db/queries/project.ts'
import {
  findPublicationText,
  insertPublication,
  listPublications,
  listPublicPublications,
  setPublicationVisibility,
  withdrawPublication,
} from '#db/queries/publication.ts'
import { onProjectSignal } from '#lib/platform/project-signals.ts'
import { createDatabaseLog } from '#server/store/database-log.ts'
import { type InsertedProject, insertProject } from '#tests/support/project-rows.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const sha256 = 'a'.repeat(64)
const publishedAt = new Date('2027-06-25T15:06:00.000Z')
const text = { content: '{"b":1,"a":"é"}', html: '<p>é</p>' }

async function publish(db: Db, project: InsertedProject, number = 1): Promise<void> {
  const { projectId, accountId } = project
  const row = { projectId, number, accountId, publishedAt, epoch: 1, seq: 1, sha256 }
  await insertPublication(db, { ...row, ...text, prevSha256: null }, 'public')
}

forEachDatabase((_, { sharedDb, openDb }) => {
  test('a publication comes back byte for byte, with what may change about it', async () => {
    const { db } = await sharedDb()
    const project = await insertProject(db)
    await publish(db, project)
    const key = { projectId: project.projectId, number: 1 }
    expect(await findPublicationText(db, key)).toEqual(text)
    expect(await listPublications(db, project.projectId)).toEqual([
      { ...key, sha256, prevSha256: null, publishedAt, visibility: 'public', withdrawal: null },
    ])
  })

  test.each([
    ['UPDATE', 'update publication set html = html'],
    ['DELETE', 'delete from publication'],
    ['TRUNCATE', 'truncate publication, publication_state'],
    ['TRUNCATE CASCADE', 'truncate publication cascade'],
    ['TRUNCATE of projects', 'truncate project cascade'],
  ])('%s is refused, and nothing is lost', async (_name, statement) => {
    const { db } = await sharedDb()
    const project = await insertProject(db)
    await publish(db, project)
    await expect(sql.raw(statement).execute(db)).rejects.toMatchObject({ code: '23000' })
    expect(await findPublicationText(db, { projectId: project.projectId, number: 1 })).toEqual(text)
  })

  test('a number is given once', async () => {
    const { db } = await sharedDb()
    const project = await insertProject(db)
    await publish(db, project)
    await expect(publish(db, project)).rejects.toMatchObject({ code: '23505' })
    await publish(db, project, 2)
    const numbers = (await listPublications(db, project.projectId)).map(({ number }) => number)
    expect(numbers).toEqual([2, 1])
  })

  test('it is withdrawn once, with the first reason, and then keeps its visibility', async () => {
    const { db } = await sharedDb()
    const project = await insertProject(db)
    await publish(db, project)
    const key = { projectId: project.projectId, number: 1 }
    const by = project.accountId
    expect(await setPublicationVisibility(db, key, 'school')).toBe(true)
    expect(await withdrawPublication(db, key, { at: publishedAt, by, reason: 'Vie privée' })).toBe(
      true,
    )
    expect(await withdrawPublication(db, key, { at: new Date(), by, reason: 'Autre' })).toBe(false)
    expect(await setPublicationVisibility(db, key, 'public')).toBe(false)
    expect(
      await withdrawPublication(db, { ...key, number: 9 }, { at: publishedAt, by, reason: 'x' }),
    ).toBe(false)
    expect(await listPublications(db, project.projectId)).toMatchObject([
      { visibility: 'school', withdrawal: { at: publishedAt, reason: 'Vie privée' } },
    ])
  })

  test('the public list has the newest public number of each project, and nothing else', async () => {
    const { db } = await openDb()
    const [first, second, third] = [
      await insertProject(db, { title: 'Premier' }),
      await insertProject(db, { title: 'Réservé' }),
      await insertProject(db, { title: 'Retiré' }),
    ]
    for (const number of [1, 2, 3]) await publish(db, first, number)
    await setPublicationVisibility(db, { projectId: first.projectId, number: 3 }, 'school')
    await publish(db, second)
    await setPublicationVisibility(db, { projectId: second.projectId, number: 1 }, 'school')
    await publish(db, third)
    const by = third.accountId
    const key = { projectId: third.projectId, number: 1 }
    await withdrawPublication(db, key, { at: publishedAt, by, reason: 'Erreur' })
    await insertProject(db, { title: 'Brouillon' })
    expect(await listPublicPublications(db)).toMatchObject([
      { title: 'Premier', number: 2, publishedAt, schoolYear: '2026-2027', city: 'Meaux' },
    ])
  })

  test('numbers from before are kept apart, newest first', async () => {
    const { db } = await sharedDb()
    const { projectId } = await insertProject(db)
    const earlier = [
      { number: 1, publishedOn: '2026-11-06', reason: 'Adoption' },
      { number: 2, publishedOn: '2027-02-05', reason: 'Régulation' },
    ]
    await addEarlierPublications(db, projectId, earlier)
    await addEarlierPublications(db, projectId, [])
    expect(await listEarlierPublications(db, projectId)).toEqual(earlier.toReversed())
    expect(await listPublications(db, projectId)).toEqual([])
  })

  test('the first rows after a publication make the project a draft again, and say so once', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId } = await insertProject(db)
    const log = createDatabaseLog(db, { node: 'test' })
    const append = () => log.append(projectId, 1, [{ data: new Uint8Array([0, 0]), accountId }])
    const heard: string[] = []
    const stop = onProjectSignal((signal) => heard.push(`${signal.projectId} ${signal.what}`))
    await append()
    await markPublished(db, { projectId, seq: 1 })
    await moveProjectStatus(db, { projectId, from: 'draft', to: 'published' })
    expect(await append()).toEqual({ kind: 'appended', firstSeq: 2, lastSeq: 2 })
    expect(await findProject(db, projectId)).toMatchObject({ status: 'draft' })
    await append()
    stop()
    expect(heard).toEqual([`${projectId} status`])
  })

  test('a lock gives the head of the log, and nothing for a project without a document', async () => {
    const { db } = await sharedDb()
    const { projectId } = await insertProject(db, { firstUpdates: [new Uint8Array([1])] })
    const nowhere = '00000000-0000-4000-8000-000000000000' as typeof projectId
    await db.transaction().execute(async (transaction) => {
      expect(await lockDocument(transaction, projectId)).toEqual({ epoch: 1, headSeq: 1 })
      expect(await lockDocument(transaction, nowhere)).toBeUndefined()
    })
  })
})
