import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { liveSessions } from '#db/queries/session.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { SchoolId } from '#lib/domain/ids.ts'
import { listColleagues } from '#lib/usecases/list-colleagues.ts'
import { listSessions } from '#lib/usecases/list-sessions.ts'
import { revokeSession } from '#lib/usecases/revoke-session.ts'
import { signOut } from '#lib/usecases/sign-out.ts'
import { insertLycee, signedIn, useDatabase } from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let schoolId: SchoolId
  let person: SessionActor

  beforeAll(async () => {
    db = await useDatabase(await sharedDb())
    schoolId = await insertLycee(db)
    person = await signedIn(db, schoolId)
  })

  test('a person sees their own sessions, and which one they use', async () => {
    await signedIn(db, schoolId)

    expect(await listSessions(person)).toEqual([
      expect.objectContaining({ id: person.sessionId, isCurrent: true, sharedComputer: false }),
    ])
  })

  test('nobody ends the session of someone else', async () => {
    const other = await signedIn(db, schoolId)

    await expect(revokeSession(person, other.sessionId)).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await liveSessions(db, [other.sessionId])).toContain(other.sessionId)
  })

  test('a person ends one of their sessions, or the one they use', async () => {
    const other = await signedIn(db, schoolId)
    await revokeSession(other, other.sessionId)
    expect(await liveSessions(db, [other.sessionId])).toEqual(new Set())

    const leaving = await signedIn(db, schoolId)
    await signOut(leaving)
    await signOut(leaving)
    expect(await liveSessions(db, [leaving.sessionId])).toEqual(new Set())
  })

  test('colleagues are the open accounts of the school that do more than administer it', async () => {
    const place = await insertLycee(db)
    const me = await signedIn(db, place)
    const head = await signedIn(db, place, { isHead: true, isAdmin: true })
    await signedIn(db, place, { isAdmin: true })
    const colleagues = await listColleagues(me)

    expect(new Set(colleagues.map(({ id }) => id))).toEqual(new Set([me.accountId, head.accountId]))
    expect(colleagues.find(({ isMe }) => isMe)?.id).toBe(me.accountId)
    expect(new Set(colleagues.map(({ color }) => color)).size).toBe(2)
  })
})
