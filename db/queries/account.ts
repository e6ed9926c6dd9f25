import type { Db } from '#db/client.ts'
import type { AccountId, SchoolId } from '#lib/domain/ids.ts'

export type NewAccount = {
  /** Generated when absent. */
  id?: AccountId
  schoolId: SchoolId
  /** In any case: addresses are stored and compared in lower case. */
  email: string
  /** Null for a person who signs in through the school's own identity provider. */
  passwordHash: string | null
  firstName: string
  lastName: string
  jobTitle: string
  isHead: boolean
  isAdmin: boolean
}

export type Account = Omit<NewAccount, 'passwordHash'> & {
  id: AccountId
  /** When the account was closed; null while its person may sign in. */
  closedAt: Date | null
}

const accountColumns = [
  'account.id',
  'account.school_id as schoolId',
  'account.email',
  'account.first_name as firstName',
  'account.last_name as lastName',
  'account.job_title as jobTitle',
  'account.is_head as isHead',
  'account.is_admin as isAdmin',
  'account.closed_at as closedAt',
] as const

/** Fails with a unique violation when the address has an account already. */
export async function createAccount(db: Db, account: NewAccount): Promise<AccountId> {
  const row = await db
    .insertInto('account')
    .values({
      ...(account.id && { id: account.id }),
      school_id: account.schoolId,
      email: account.email.toLowerCase(),
      password_hash: account.passwordHash,
      first_name: account.firstName,
      last_name: account.lastName,
      job_title: account.jobTitle,
      is_head: account.isHead,
      is_admin: account.isAdmin,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** With the password's hash: for sign-in alone. Closed accounts are found too. */
export async function findAccountByEmail(
  db: Db,
  email: string,
): Promise<(Account & { passwordHash: string | null }) | undefined> {
  return db
    .selectFrom('account')
    .select([...accountColumns, 'account.password_hash as passwordHash'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
}

export async function findAccountById(db: Db, id: AccountId): Promise<Account | undefined> {
  return db.selectFrom('account').select(accountColumns).where('id', '=', id).executeTakeFirst()
}

/** Open accounts by last and first name. */
export async function listAccountsOfSchool(db: Db, schoolId: SchoolId): Promise<Account[]> {
  return db
    .selectFrom('account')
    .select(accountColumns)
    .where('school_id', '=', schoolId)
    .where('closed_at', 'is', null)
    .orderBy('last_name')
    .orderBy('first_name')
    .orderBy('id')
    .execute()
}

/** Null takes the password away: nobody signs in with it any more. */
export async function setPasswordHash(
  db: Db,
  change: { accountId: AccountId; passwordHash: string | null },
): Promise<void> {
  await db
    .updateTable('account')
    .set({ password_hash: change.passwordHash })
    .where('id', '=', change.accountId)
    .execute()
}

export async function closeAccount(
  db: Db,
  change: { accountId: AccountId; at: Date },
): Promise<void> {
  await db
    .updateTable('account')
    .set({ closed_at: change.at })
    .where('id', '=', change.accountId)
    .execute()
}
