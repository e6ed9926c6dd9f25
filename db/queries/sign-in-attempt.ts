import { sql } from 'kysely'
import type { Db } from '#db/client.ts'

/**
 * Counts an attempt, unless `limit` of them were made for the same key since `since`: then it
 * answers when the oldest of those was made, and counts nothing. Attempts made at the same time
 * are counted one after the other. `key` is a keyed hash, never an address.
 */
export async function takeAttempt(
  db: Db,
  attempt: { key: string; at: Date; since: Date; limit: number },
): Promise<Date | null> {
  const { key, at, since, limit } = attempt
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(transaction)
    const earlier = await transaction
      .selectFrom('sign_in_attempt')
      .select((eb) => [eb.fn.countAll<number>().as('attempts'), eb.fn.min('at').as('oldest')])
      .where('key', '=', key)
      .where('at', '>=', since)
      .executeTakeFirstOrThrow()
    if (earlier.attempts >= limit) return earlier.oldest
    await transaction.insertInto('sign_in_attempt').values({ key, at }).execute()
    return null
  })
}

/** Takes back one attempt. */
export async function forgetAttempt(db: Db, attempt: { key: string; at: Date }): Promise<void> {
  await sql`
    delete from sign_in_attempt where ctid = (
      select ctid from sign_in_attempt where key = ${attempt.key} and at = ${attempt.at} limit 1
    )`.execute(db)
}

/** Forgets every attempt of a key, once its person has signed in. */
export async function clearAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('key', '=', key).execute()
}

export async function purgeAttempts(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('at', '<', before).execute()
}
