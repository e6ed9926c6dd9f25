import { expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import {
  closeAccount,
  createAccount,
  findAccountByEmail,
  findAccountById,
  listAccountsOfSchool,
  setPasswordHash,
} from '#db/queries/account.ts'
import { createSchool, findFirstSchool, findSchool } from '#db/queries/school.ts'
import {
  createSession,
  findSessionWithAccount,
  listLiveSessionsOfAccount,
  liveSessions,
  revokeSession,
  revokeSessionsOfAccount,
  touchSession,
} from '#db/queries/session.ts'
import type { AccountId, SessionId } from '#lib/domain/ids.ts'
import { insertAccount, insertSchool } from '#tests/support/project-rows.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const inAnHour = () => new Date(Date.now() + 3_600_000)
const anHourAgo = () => new Date(Date.now() - 3_600_000)

async function insertSession(
  db: Db,
  options: { accountId?: AccountId; expiresAt?: Date } = {},
): Promise<SessionId> {
  const id = crypto.randomUUID() as SessionId
  const { accountId = await insertAccount(db), expiresAt = inAnHour() } = options
  await createSession(db, { id, accountId, sharedComputer: true, expiresAt })
  return id
}

forEachDatabase((_, { openDb, sharedDb }) => {
  test('the first school is the one that was created first', async () => {
    const { db } = await openDb()
    expect(await findFirstSchool(db)).toBeUndefined()
    const place = { city: 'Meaux', schoolType: 'college', academy: 'Créteil', zone: null }
    const id = await createSchool(db, { name: 'Collège des Tilleuls', ...place })
    await insertSchool(db)
    expect(await findFirstSchool(db)).toEqual({ id, name: 'Collège des Tilleuls', ...place })
    expect(await findSchool(db, id)).toEqual({ id, name: 'Collège des Tilleuls', ...place })
  })

  test('an account is found by its address in any case, with its hash', async () => {
    const { db } = await sharedDb()
    const schoolId = await insertSchool(db)
    const person = { firstName: 'Ève', lastName: 'Thévenoux', jobTitle: 'CPE' }
    const rights = { isHead: true, isAdmin: false }
    const email = 'Eve.Thevenoux@Lycee.test'
    const given = { schoolId, email, passwordHash: 'hash', ...person, ...rights }
    const id = await createAccount(db, given)
    const account = {
      id,
      schoolId,
      email: email.toLowerCase(),
      ...person,
      ...rights,
      closedAt: null,
    }
    expect(await findAccountByEmail(db, 'EVE.thevenoux@lycee.TEST')).toEqual({
      ...account,
      passwordHash: 'hash',
    })
    expect(await findAccountById(db, id)).toEqual(account)
    expect(await findAccountByEmail(db, 'personne@lycee.test')).toBeUndefined()
    await expect(createAccount(db, given)).rejects.toThrow(/unique/)
    await setPasswordHash(db, { accountId: id, passwordHash: 'other' })
    expect((await findAccountByEmail(db, email))?.passwordHash).toBe('other')
  })

  test('the open accounts of one school are listed by name', async () => {
    const { db } = await sharedDb()
    const schoolId = await insertSchool(db)
    const names = ['Zola', 'Abel', 'Miro']
    const ids = await Promise.all(
      names.map((lastName) => insertAccount(db, { schoolId, lastName })),
    )
    await insertAccount(db)
    const [zola] = ids
    if (!zola) throw new Error('three accounts')
    await closeAccount(db, { accountId: zola, at: new Date() })
    const listed = await listAccountsOfSchool(db, schoolId)
    expect(listed.map((account) => account.lastName)).toEqual(['Abel', 'Miro'])
    expect((await findAccountById(db, zola))?.closedAt).toBeInstanceOf(Date)
  })

  test('a session is found with its person, live or not', async () => {
    const { db } = await sharedDb()
    const accountId = await insertAccount(db, { lastName: 'Oudalbert' })
    const expiresAt = anHourAgo()
    const id = await insertSession(db, { accountId, expiresAt })
    const found = await findSessionWithAccount(db, id)
    expect(found).toMatchObject({ id, accountId, lastName: 'Oudalbert', expiresAt })
    expect(found).toMatchObject({ sharedComputer: true, revokedAt: null, closedAt: null })
    expect(await findSessionWithAccount(db, crypto.randomUUID() as SessionId)).toBeUndefined()
  })

  test('a session that was revoked, that expired or whose account closed is not live', async () => {
    const { db } = await sharedDb()
    const [live, revoked] = [await insertSession(db), await insertSession(db)]
    const expired = await insertSession(db, { expiresAt: anHourAgo() })
    const accountId = await insertAccount(db)
    const closed = await insertSession(db, { accountId })
    await revokeSession(db, revoked)
    await closeAccount(db, { accountId, at: new Date() })
    const all = [live, revoked, expired, closed, crypto.randomUUID() as SessionId]
    expect(await liveSessions(db, all)).toEqual(new Set([live]))
    expect(await liveSessions(db, [])).toEqual(new Set())
  })

  test('activity prolongs a session; revoking twice keeps the first time', async () => {
    const { db } = await sharedDb()
    const id = await insertSession(db, { expiresAt: anHourAgo() })
    const [at, expiresAt] = [new Date(), inAnHour()]
    await touchSession(db, { id, at, expiresAt })
    expect(await findSessionWithAccount(db, id)).toMatchObject({ lastSeenAt: at, expiresAt })
    await revokeSession(db, id)
    const first = (await findSessionWithAccount(db, id))?.revokedAt
    expect(first).toBeInstanceOf(Date)
    await revokeSession(db, id)
    await touchSession(db, { id, at: inAnHour(), expiresAt })
    expect((await findSessionWithAccount(db, id))?.revokedAt).toEqual(first)
  })

  test('a person signs out everywhere, and nobody else does', async () => {
    const { db } = await sharedDb()
    const accountId = await insertAccount(db)
    const older = await insertSession(db, { accountId })
    const newer = await insertSession(db, { accountId })
    const other = await insertSession(db)
    await touchSession(db, { id: newer, at: inAnHour(), expiresAt: inAnHour() })
    const listed = await listLiveSessionsOfAccount(db, accountId)
    expect(listed.map((session) => session.id)).toEqual([newer, older])
    await revokeSessionsOfAccount(db, accountId)
    expect(await liveSessions(db, [older, newer, other])).toEqual(new Set([other]))
    expect(await listLiveSessionsOfAccount(db, accountId)).toEqual([])
  })
})
