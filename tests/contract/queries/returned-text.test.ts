import { expect, test } from 'vitest'
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
  return { ...place, authorId, deletedBy: null, clientId: 2 ** 32 - 1, clock, nextClock, text }
}

forEachDatabase((_, { sharedDb }) => {
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
})
