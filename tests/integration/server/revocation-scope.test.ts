import { expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { findAccountByEmail } from '#db/queries/account.ts'
import { removeMember, setMember } from '#db/queries/project-member.ts'
import { revokeSession } from '#db/queries/session.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { WordWriter } from '#tests/support/faults/word-writer.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import { blankUpdate } from '#tests/support/room-of-peers.ts'
import { cookieOf, openSocket, startSyncHouse } from '#tests/support/sync-house.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

async function idOf(db: Db, who: string) {
  const account = await findAccountByEmail(db, `${who}@demo.trame.test`)
  if (account === undefined) throw new Error(`nobody is ${who}`)
  return account.id
}

async function enter(house: { port: number; projectId: ProjectId }, cookie: string) {
  const writer = new WordWriter('w', 'framework')
  const { peer } = openSocket(house, { cookie, peer: writer.peer })
  await peer.synced()
  return writer
}

async function expectToGoOn(writer: WordWriter): Promise<void> {
  writer.write()
  await writer.peer.saved()
  expect(writer.peer.closed).toBeNull()
}

forEachDatabase((_name, { sharedDb }) => {
  test('[R9] what ends with one session goes on in the person’s other one', async () => {
    const { db } = await sharedDb()
    const house = await startSyncHouse(db)
    const [ended, other] = [await cookieOf(db, 'prof1'), await cookieOf(db, 'prof1')]
    const [leaving, staying] = [await enter(house, ended.cookie), await enter(house, other.cookie)]
    await revokeSession(db, ended.sessionId)
    expect(await leaving.peer.closeCode()).toBe(4401)
    await expectToGoOn(staying)
    const { peer } = openSocket(house, { cookie: ended.cookie })
    expect(await peer.closeCode()).toBe(4401)
  })

  test('[R9] a session that expires closes its sockets, and lets nobody in', async () => {
    const { db } = await sharedDb()
    const house = await startSyncHouse(db)
    const { cookie, sessionId } = await cookieOf(db, 'prof2')
    const writer = await enter(house, cookie)
    await expectToGoOn(writer)
    const expired = { expires_at: new Date(Date.now() - 1) }
    await db.updateTable('session').set(expired).where('id', '=', sessionId).execute()
    expect(await writer.peer.closeCode()).toBe(4401)
    const { peer } = openSocket(house, { cookie })
    expect(await peer.closeCode()).toBe(4401)
  })

  test('[R9] who leaves one project stays in the other', async () => {
    const { db } = await sharedDb()
    const house = await startSyncHouse(db)
    const accountId = await idOf(db, 'prof3')
    const second = await insertProject(db, { firstUpdates: [blankUpdate()] })
    await setMember(db, { ...second, accountId, role: 'editor', addedBy: null })
    const { cookie } = await cookieOf(db, 'prof3')
    const [leaving, staying] = [
      await enter(house, cookie),
      await enter({ ...house, ...second }, cookie),
    ]
    await removeMember(db, { projectId: house.projectId, accountId })
    expect(await leaving.peer.closeCode()).toBe(4403)
    await expectToGoOn(staying)
  })
})
