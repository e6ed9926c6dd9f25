import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { setMember } from '#db/queries/project-member.ts'
import { saveReturnedTexts } from '#db/queries/returned-text.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/roles.ts'
import { listReturnedTexts } from '#lib/usecases/list-returned-texts.ts'
import { settleReturnedText } from '#lib/usecases/settle-returned-text.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import { insertLycee, signedIn, useDatabase } from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let projectId: ProjectId
  let writer: SessionActor

  beforeAll(async () => {
    db = await useDatabase(await sharedDb())
  })

  beforeEach(async () => {
    projectId = (await insertProject(db)).projectId
    writer = await member('editor')
    const place = { sectionId: 'framework', before: 'Avant', after: 'Après', deletedBy: null }
    const clocks = [{ clock: 0, end: 4 }]
    const words = { clientId: 7, clock: 0, nextClock: 4, clocks, text: 'vite' }
    const text = { ...place, ...words, authorId: writer.accountId }
    await saveReturnedTexts(db, { projectId, epoch: 1 }, [text])
  })

  async function member(role: Role): Promise<SessionActor> {
    const person = await signedIn(db, await insertLycee(db))
    const { accountId } = person
    await setMember(db, { projectId, accountId, role, addedBy: null })
    return person
  }

  test('whoever may write sees the words, their author as such', async () => {
    const other = await member('coordinator')
    const [own] = await listReturnedTexts(writer, projectId)
    const [others] = await listReturnedTexts(other, projectId)
    expect(own).toMatchObject({ text: 'vite', sectionId: 'framework', before: 'Avant' })
    expect([own?.author.isMe, others?.author.isMe]).toEqual([true, false])
  })

  test.each(['put-back', 'dismissed'] as const)(
    'words that are %s are offered no more',
    async (outcome) => {
      const id = (await listReturnedTexts(writer, projectId))[0]?.id ?? ''
      await settleReturnedText(await member('editor'), { projectId, id, outcome })
      await settleReturnedText(writer, { projectId, id, outcome })
      expect(await listReturnedTexts(writer, projectId)).toEqual([])
    },
  )

  test('who may not write, or is no member, neither sees nor settles them', async () => {
    const id = (await listReturnedTexts(writer, projectId))[0]?.id ?? ''
    const refusals: [SessionActor, string][] = [
      [await member('commenter'), 'not_allowed'],
      [await member('reader'), 'not_allowed'],
      [await signedIn(db, await insertLycee(db)), 'not_found'],
    ]
    for (const [person, code] of refusals) {
      await expect(listReturnedTexts(person, projectId)).rejects.toMatchObject({ code })
      const settling = settleReturnedText(person, { projectId, id, outcome: 'dismissed' })
      await expect(settling).rejects.toMatchObject({ code })
    }
    expect(await listReturnedTexts(writer, projectId)).toHaveLength(1)
  })

  test('words of another project cannot be settled from one’s own', async () => {
    const id = (await listReturnedTexts(writer, projectId))[0]?.id ?? ''
    const elsewhere = await insertProject(db)
    const stranger = { ...writer, accountId: elsewhere.accountId }
    await settleReturnedText(stranger, {
      projectId: elsewhere.projectId,
      id,
      outcome: 'dismissed',
    })
    expect(await listReturnedTexts(writer, projectId)).toHaveLength(1)
  })
})
