import { expect, test } from 'vitest'
import {
  consumeSetupCode,
  isSetupCodeValid,
  replaceSetupCode,
  setupCodeExpiry,
} from '#db/queries/setup-code.ts'
import {
  clearAttempts,
  forgetAttempt,
  purgeAttempts,
  takeAttempt,
} from '#db/queries/sign-in-attempt.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 8, minute))

forEachDatabase((_, { openDb, sharedDb }) => {
  test('of attempts made at once, as many are taken as the limit allows', async () => {
    const { db } = await sharedDb()
    const key = crypto.randomUUID()
    const take = () => takeAttempt(db, { key, at: at(5), since: at(0), limit: 4 })
    const answers = await Promise.all(Array.from({ length: 12 }, take))
    expect(answers.filter((answer) => answer === null)).toHaveLength(4)
    expect(answers.filter((answer) => answer !== null)).toEqual(Array(8).fill(at(5)))
  })

  test('a refusal says when the oldest attempt was made; older ones do not count', async () => {
    const { db } = await sharedDb()
    const key = crypto.randomUUID()
    for (const minute of [1, 7, 9]) {
      expect(await takeAttempt(db, { key, at: at(minute), since: at(0), limit: 3 })).toBeNull()
    }
    const next = { key, at: at(10), limit: 3 }
    expect(await takeAttempt(db, { ...next, since: at(0) })).toEqual(at(1))
    expect(await takeAttempt(db, { ...next, since: at(0), key: crypto.randomUUID() })).toBeNull()
    expect(await takeAttempt(db, { ...next, since: at(2) })).toBeNull()
    expect(await takeAttempt(db, { ...next, since: at(2) })).toEqual(at(7))
  })

  test('one attempt, all of a key, or all old ones can be forgotten', async () => {
    const { db } = await sharedDb()
    const key = crypto.randomUUID()
    const take = (minute: number) =>
      takeAttempt(db, { key, at: at(minute), since: at(0), limit: 2 })
    await take(1)
    await take(1)
    await forgetAttempt(db, { key, at: at(1) })
    expect(await take(2)).toBeNull()
    expect(await take(3)).toEqual(at(1))
    await purgeAttempts(db, at(2))
    expect(await take(4)).toBeNull()
    expect(await take(5)).toEqual(at(2))
    await clearAttempts(db, key)
    expect(await take(6)).toBeNull()
  })

  test('only the newest set-up code opens, and only one caller uses it up', async () => {
    const { db } = await openDb()
    const expiresAt = new Date(Date.now() + 60_000)
    expect(await setupCodeExpiry(db)).toBeUndefined()
    await replaceSetupCode(db, { codeHash: 'first', expiresAt })
    await replaceSetupCode(db, { codeHash: 'second', expiresAt })
    expect(await setupCodeExpiry(db)).toEqual(expiresAt)
    expect(await isSetupCodeValid(db, 'first')).toBe(false)
    expect(await isSetupCodeValid(db, 'second')).toBe(true)
    const uses = await Promise.all([1, 2, 3].map(() => consumeSetupCode(db, 'second')))
    expect(uses.filter(Boolean)).toHaveLength(1)
    expect(await isSetupCodeValid(db, 'second')).toBe(false)
  })

  test('an expired set-up code opens nothing', async () => {
    const { db } = await sharedDb()
    await replaceSetupCode(db, { codeHash: 'late', expiresAt: new Date(Date.now() - 1000) })
    expect(await isSetupCodeValid(db, 'late')).toBe(false)
    expect(await consumeSetupCode(db, 'late')).toBe(false)
    expect(await setupCodeExpiry(db)).toBeUndefined()
  })
})
