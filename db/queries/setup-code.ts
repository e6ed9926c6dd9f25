import { sql } from 'kysely'
import type { Db } from '#db/client.ts'

/** Replaces every earlier code: the last one printed is the only one that opens the set-up page. */
export async function replaceSetupCode(
  db: Db,
  code: { codeHash: string; expiresAt: Date },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('setup_code').execute()
    await transaction
      .insertInto('setup_code')
      .values({ code_hash: code.codeHash, expires_at: code.expiresAt })
      .execute()
  })
}

/** Whether the code opens the set-up page; it stays valid. */
export async function isSetupCodeValid(db: Db, codeHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('setup_code')
    .select('code_hash')
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses the code up: true for one caller alone. Call it in the transaction that sets up the school. */
export async function consumeSetupCode(db: Db, codeHash: string): Promise<boolean> {
  const row = await db
    .deleteFrom('setup_code')
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('code_hash')
    .executeTakeFirst()
  return row !== undefined
}

/** When the code in force ends; undefined when there is none. */
export async function setupCodeExpiry(db: Db): Promise<Date | undefined> {
  const row = await db
    .selectFrom('setup_code')
    .select('expires_at')
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row?.expires_at
}
