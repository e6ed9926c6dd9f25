import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import {
  consumeAccountCode,
  isAccountCodeValid,
  replaceAccountCode,
} from '#db/queries/account-code.ts'
import { listTeam, lockTeam, setMember } from '#db/queries/project-member.ts'
import { insertAccount, insertProject } from '#tests/support/project-rows.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const soon = () => new Date(Date.now() + 60_000)

forEachDatabase((name, { sharedDb }) => {
  test('only the newest code of an account opens it, no other account, and once', async () => {
    const { db } = await sharedDb()
    const [accountId, other] = [await insertAccount(db), await insertAccount(db)]
    for (const codeHash of ['first', 'second']) {
      await replaceAccountCode(db, { accountId, codeHash, expiresAt: soon() })
    }
    expect(await isAccountCodeValid(db, { accountId, codeHash: 'first' })).toBe(false)
    expect(await isAccountCodeValid(db, { accountId, codeHash: 'second' })).toBe(true)
    expect(await isAccountCodeValid(db, { accountId: other, codeHash: 'second' })).toBe(false)
    expect(await consumeAccountCode(db, { accountId: other, codeHash: 'second' })).toBe(false)

    const uses = await Promise.all(
      [1, 2, 3].map(() => consumeAccountCode(db, { accountId, codeHash: 'second' })),
    )
    expect(uses.filter(Boolean)).toHaveLength(1)
    expect(await isAccountCodeValid(db, { accountId, codeHash: 'second' })).toBe(false)
  })

  test('an expired code opens nothing', async () => {
    const { db } = await sharedDb()
    const accountId = await insertAccount(db)
    const code = { accountId, codeHash: 'late' }
    await replaceAccountCode(db, { ...code, expiresAt: new Date(Date.now() - 1000) })
    expect(await isAccountCodeValid(db, code)).toBe(false)
    expect(await consumeAccountCode(db, code)).toBe(false)
  })

  test('a team has addresses, and who was given a code that is not used yet', async () => {
    const { db } = await sharedDb()
    const { projectId, schoolId, accountId } = await insertProject(db, { role: 'head' })
    const waiting = await insertAccount(db, { schoolId, lastName: 'Abadie' })
    await setMember(db, { projectId, accountId: waiting, role: 'reader', addedBy: accountId })
    await replaceAccountCode(db, { accountId: waiting, codeHash: 'given', expiresAt: soon() })

    expect(await listTeam(db, projectId)).toEqual([
      expect.objectContaining({ accountId: waiting, role: 'reader', hasCode: true, isHead: false }),
      expect.objectContaining({
        ...{ accountId, role: 'head', hasCode: false },
        email: expect.stringMatching(/@demo\.trame\.test$/),
      }),
    ])
  })

  // The embedded database has one connection: there is nobody else to wait.
  if (name === 'PGlite') return
  test('who locks a team waits for the one before, and sees what they made', async () => {
    const { db } = await sharedDb()
    const { projectId, schoolId } = await insertProject(db)
    const accountId = await insertAccount(db, { schoolId })
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const { promise: locked, resolve: hasLocked } = Promise.withResolvers<void>()
    const first = db.transaction().execute(async (inside) => {
      await lockTeam(inside, projectId)
      await setMember(inside, { projectId, accountId, role: 'editor', addedBy: null })
      hasLocked()
      await released
    })
    await locked
    const second = db.transaction().execute((inside) => lockTeam(inside, projectId))
    const waits = expect.poll(() => waitingForLock(db)).toBe(true)
    await Promise.race([second, waits])
    release()
    await first
    expect((await second).size).toBe(2)
  })
})

async function waitingForLock(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows.length > 0
}
