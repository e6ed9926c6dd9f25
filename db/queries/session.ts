import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { AccountId, SchoolId, SessionId } from '#lib/domain/ids.ts'

export type NewSession = {
  id: SessionId
  accountId: AccountId
  sharedComputer: boolean
  expiresAt: Date
}

export type Session = NewSession & { createdAt: Date; lastSeenAt: Date; revokedAt: Date | null }

export type SessionWithAccount = Session & {
  schoolId: SchoolId
  email: string
  firstName: string
  lastName: string
  jobTitle: string
  isHead: boolean
  isAdmin: boolean
  /** When the account was closed. */
  closedAt: Date | null
}

const sessionColumns = [
  'session.id',
  'session.account_id as accountId',
  'session.shared_computer as sharedComputer',
  'session.created_at as createdAt',
  'session.last_seen_at as lastSeenAt',
  'session.expires_at as expiresAt',
  'session.revoked_at as revokedAt',
] as const

export async function createSession(db: Db, session: NewSession): Promise<void> {
  await db
    .insertInto('session')
    .values({
      id: session.id,
      account_id: session.accountId,
      shared_computer: session.sharedComputer,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** Live or not: the caller looks at `revokedAt`, `expiresAt` and `closedAt`. */
export async function findSessionWithAccount(
  db: Db,
  id: SessionId,
): Promise<SessionWithAccount | undefined> {
  return db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(sessionColumns)
    .select(['account.school_id as schoolId', 'account.email', 'account.closed_at as closedAt'])
    .select(['account.first_name as firstName', 'account.last_name as lastName'])
    .select(['account.job_title as jobTitle', 'account.is_head as isHead'])
    .select('account.is_admin as isAdmin')
    .where('session.id', '=', id)
    .executeTakeFirst()
}

/** Live sessions of a person, the last used first. Index: session (account_id). */
export async function listLiveSessionsOfAccount(db: Db, accountId: AccountId): Promise<Session[]> {
  return liveSessionQuery(db)
    .select(sessionColumns)
    .where('session.account_id', '=', accountId)
    .orderBy('session.last_seen_at', 'desc')
    .orderBy('session.id')
    .execute()
}

/**
 * Those of `ids` that are live: not revoked, not expired, of an account that is open. The
 * database's clock decides, so that every process agrees.
 */
export async function liveSessions(
  db: Db,
  ids: readonly SessionId[],
): Promise<ReadonlySet<SessionId>> {
  if (ids.length === 0) return new Set()
  const rows = await liveSessionQuery(db)
    .select('session.id')
    .where('session.id', 'in', [...ids])
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Notes activity. A session that was revoked stays revoked. */
export async function touchSession(
  db: Db,
  change: { id: SessionId; at: Date; expiresAt: Date },
): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: change.at, expires_at: change.expiresAt })
    .where('id', '=', change.id)
    .execute()
}

/** Idempotent: the first time of revoking stays. */
export async function revokeSession(db: Db, id: SessionId): Promise<void> {
  await db
    .updateTable('session')
    .set({ revoked_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Signs a person out everywhere. */
export async function revokeSessionsOfAccount(db: Db, accountId: AccountId): Promise<void> {
  await db
    .updateTable('session')
    .set({ revoked_at: sql<Date>`now()` })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute()
}

function liveSessionQuery(db: Db) {
  return db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .where('session.revoked_at', 'is', null)
    .where('account.closed_at', 'is', null)
    .where('session.expires_at', '>', sql<Date>`now()`)
}
