import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { AccountId } from '#lib/domain/ids.ts'

/** Replaces the account's earlier code. */
export async function replaceAccountCode(
  db: Db,
  code: { accountId: AccountId; codeHash: string; expiresAt: Date },
): Promise<void> {
  const given = { code_hash: code.codeHash, expires_at: code.expiresAt }
  await db
    .insertInto('account_code')
    .values({ account_id: code.accountId, ...given })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(given))
    .execute()
}

/** Whether the code opens the account; it stays valid. */
export async function isAccountCodeValid(
  db: Db,
  code: { accountId: AccountId; codeHash: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('account_code')
    .select('account_id')
    .where('account_id', '=', code.accountId)
    .where('code_hash', '=', code.codeHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses the code up: true for one caller alone. Call it in the transaction that sets the password. */
export async function consumeAccountCode(
  db: Db,
  code: { accountId: AccountId; codeHash: string },
): Promise<boolean> {
  const row = await db
    .deleteFrom('account_code')
    .where('account_id', '=', code.accountId)
    .where('code_hash', '=', code.codeHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}
