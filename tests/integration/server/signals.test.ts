import { expect, test } from 'vitest'
import { findAccountByEmail } from '#db/queries/account.ts'
import { setMember } from '#db/queries/project-member.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { cookieOf, openSocket, startSyncHouse } from '#tests/support/sync-house.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

forEachDatabase((_name, { openDb }) => {
  test('[R14] a change of members closes who lost the right and tells those who know our channels', async () => {
    const { db } = await openDb()
    const house = await startSyncHouse(db)
    const enter = async (who: string, query = 'ack=1') => {
      const { peer } = openSocket(house, { cookie: (await cookieOf(db, who)).cookie, query })
      await peer.synced()
      return peer
    }
    const [ann, stock] = [await enter('coordination'), await enter('prof2', '')]
    const leaving = await enter('prof1')
    const account = await findAccountByEmail(db, 'prof1@demo.trame.test')
    if (account === undefined) throw new Error('the demo has prof1')
    const { projectId } = house
    await setMember(db, { projectId, accountId: account.id, role: 'reader', addedBy: null })
    signalProject({ projectId, what: 'members' })

    await ann.until(() => ann.of('event').some(({ json }) => json === '{"type":"members"}'))
    expect(await leaving.closeCode()).toBe(4503)
    expect(leaving.of('event')).toEqual([])
    signalProject({ projectId, what: 'parts' })
    await ann.until(() => ann.of('event').some(({ json }) => json === '{"type":"parts"}'))
    expect(stock.of('event')).toEqual([])
  })
})
