import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { Db } from '#db/client.ts'
import {
  deleteReturnedTextsBefore,
  listReturnedTexts,
  type NewReturnedText,
  saveReturnedTexts,
  settleReturnedText,
} from '#db/queries/returned-text.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const nowhere = '00000000-0000-4000-8000-000000000000' as ProjectId

function words(authorId: AccountId, text: string, clock: number): NewReturnedText {
  const place = { sectionId: 'diagnosis', before: 'Les élèves', after: ' lisent.' }
  const nextClock = clock + text.length
  const clocks = [{ clock, end: nextClock }]
  return {
    ...place,
    authorId,
    deletedBy: null,
    clientId: 2 ** 32 - 1,
    clock,
    nextClock,
    clocks,
    text,
  }
}

/** Whether another transaction of this database waits for a lock. */
async function isSomeoneWaiting(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows.length > 0
}

forEachDatabase((name, { sharedDb }) => {
  test('words that follow each other are one offer, with their author', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId } = await insertProject(db)
    const key = { projectId, epoch: 1 }
    await saveReturnedTexts(db, key, [words(accountId, ' ', 4), words(accountId, 'à ', 5)])
    await saveReturnedTexts(db, key, [words(accountId, 'voix haute', 7)])
    await saveReturnedTexts(db, key, [words(accountId, 'ailleurs', 90)])
    await saveReturnedTexts(db, { projectId, epoch: 2 }, [words(accountId, ' encore', 98)])
    const [first, ...others] = await listReturnedTexts(db, projectId)
    expect(first).toMatchObject({
      ...{ text: ' à voix haute', sectionId: 'diagnosis', authorId: accountId },
      ...{ before: 'Les élèves', after: ' lisent.', lastName: 'Vaucourtois' },
    })
    expect(others.map(({ text }) => text)).toEqual(['ailleurs', ' encore'])
    expect(await listReturnedTexts(db, nowhere)).toEqual([])
  })

  test('[K12] words that two processes find at once, in whatever pieces, are one offer', async () => {
    const { db, openAgain } = await sharedDb()
    const { projectId, accountId } = await insertProject(db)
    const elsewhere = await openAgain()
    const save = (where: Db, text: string, clock: number) =>
      where
        .transaction()
        .execute((inside) =>
          saveReturnedTexts(inside, { projectId, epoch: 1 }, [words(accountId, text, clock)]),
        )
    await Promise.all([save(db, 'voix', 1), save(elsewhere.db, 'voix', 1)])
    await Promise.all([save(db, 'voix haute', 1), save(elsewhere.db, ' h', 5)])
    await Promise.all([save(db, 'oix hau', 2), save(elsewhere.db, ' !', 11)])
    await elsewhere.close()
    const offers = await listReturnedTexts(db, projectId)
    expect(offers.map(({ text }) => text)).toEqual(['voix haute !'])
    const [{ id } = { id: '' }] = offers
    await settleReturnedText(db, { projectId, id }, { outcome: 'dismissed', by: accountId })
    await save(db, 'haute', 6)
    expect(await listReturnedTexts(db, projectId)).toEqual([])
    const apart = [
      { clock: 20, end: 21 },
      { clock: 22, end: 23 },
    ]
    const around = { ...words(accountId, 'a\nc', 20), nextClock: 23, clocks: apart }
    await saveReturnedTexts(db, { projectId, epoch: 1 }, [around])
    await save(db, 'b', 21)
    expect((await listReturnedTexts(db, projectId)).map(({ text }) => text)).toEqual(['a\nc', 'b'])
  })

  test('spaces alone are offered to nobody', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId } = await insertProject(db)
    await saveReturnedTexts(db, { projectId, epoch: 1 }, [words(accountId, ' \n', 1)])
    expect(await listReturnedTexts(db, projectId)).toEqual([])
  })

  test('words are settled once, in their own project', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId } = await insertProject(db)
    const key = { projectId, epoch: 1 }
    await saveReturnedTexts(db, key, [words(accountId, 'vite', 1)])
    const id = (await listReturnedTexts(db, projectId))[0]?.id ?? ''
    const settlement = { outcome: 'dismissed', by: accountId } as const
    expect(await settleReturnedText(db, { projectId: nowhere, id }, settlement)).toBe(false)
    expect(await settleReturnedText(db, { projectId, id }, settlement)).toBe(true)
    expect(await settleReturnedText(db, { projectId, id }, settlement)).toBe(false)
    expect(await listReturnedTexts(db, projectId)).toEqual([])
    await saveReturnedTexts(db, key, [words(accountId, ' fait', 5)])
    expect((await listReturnedTexts(db, projectId)).map(({ text }) => text)).toEqual([' fait'])
  })

  test('old words are deleted for good', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId } = await insertProject(db)
    await saveReturnedTexts(db, { projectId, epoch: 1 }, [words(accountId, 'vieux', 1)])
    await deleteReturnedTextsBefore(db, new Date(Date.now() - 60_000))
    expect(await listReturnedTexts(db, projectId)).toHaveLength(1)
    await deleteReturnedTextsBefore(db, new Date(Date.now() + 60_000))
    expect(await listReturnedTexts(db, projectId)).toEqual([])
  })

  // The embedded database runs one transaction after the other.
  if (name === 'PGlite') return
  test('[K12] words that two processes find are one offer, also before either has committed', async () => {
    const { db, openAgain } = await sharedDb()
    const { projectId, accountId } = await insertProject(db)
    const elsewhere = await openAgain()
    const save = (inside: Db) =>
      saveReturnedTexts(inside, { projectId, epoch: 1 }, [words(accountId, 'voix', 1)])
    let other: Promise<void> = Promise.resolve()
    let isOtherDone = false
    await db.transaction().execute(async (inside) => {
      await save(inside)
      other = elsewhere.db
        .transaction()
        .execute(save)
        .finally(() => {
          isOtherDone = true
        })
      await vi.waitUntil(async () => isOtherDone || (await isSomeoneWaiting(db)), 20_000)
    })
    await other
    await elsewhere.close()
    expect((await listReturnedTexts(db, projectId)).map(({ text }) => text)).toEqual(['voix'])
  })
})
