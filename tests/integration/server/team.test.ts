import { expect, test } from 'vitest'
import { findAccountByEmail } from '#db/queries/account.ts'
import { readSession } from '#lib/auth/session-cookie.ts'
import { renewCode } from '#lib/usecases/accounts/renew-code.ts'
import { changeRole } from '#lib/usecases/team/change-role.ts'
import { removeMember } from '#lib/usecases/team/remove-member.ts'
import { useDatabase } from '#tests/support/school-people.ts'
import { cookieOf, openSocket, startSyncHouse } from '#tests/support/sync-house.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

forEachDatabase((_name, { openDb }) => {
  test('[R14] a role that changes, a removal and a new code close the sockets of who they are about', async () => {
    const db = await useDatabase(await openDb())
    const house = await startSyncHouse(db)
    const enter = async (who: string) => {
      const { peer } = openSocket(house, { cookie: (await cookieOf(db, who)).cookie })
      await peer.synced()
      const account = await findAccountByEmail(db, `${who}@demo.trame.test`)
      if (account === undefined) throw new Error(`the demo has ${who}`)
      return { peer, change: { projectId: house.projectId, accountId: account.id } }
    }
    const lowered = await enter('prof1')
    const removed = await enter('prof2')
    const renewed = await enter('prof3')
    const unchanged = await enter('prof4')
    const head = await readSession((await cookieOf(db, 'direction')).cookie, db)
    if (head === null) throw new Error('the head is signed in')

    await changeRole(head, { ...lowered.change, role: 'commenter' })
    expect(await lowered.peer.closeCode()).toBe(4503)
    await removeMember(head, removed.change)
    expect(await removed.peer.closeCode()).toBe(4403)
    await renewCode(head, renewed.change)
    expect(await renewed.peer.closeCode()).toBe(4401)

    await changeRole(head, { ...lowered.change, role: 'editor' })
    const heard = () => unchanged.peer.of('event').filter(({ json }) => json.includes('members'))
    await unchanged.peer.until(() => heard().length === 3)
  })
})
