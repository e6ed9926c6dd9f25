import { sql } from 'kysely'
import type { Db } from '#db/client.ts'

/**
 * Whether the database stores: it writes an empty message to its write-ahead log and commits, which
 * a full disk, a standby or a read-only database refuses. No table changes. Never rejects: any
 * failure is a no.
 */
export async function isDatabaseStoring(db: Db): Promise<boolean> {
  return sql`
    select pg_logical_emit_message(true, 'trame', '')
    where current_setting('transaction_read_only') = 'off'`
    .execute(db)
    .then(
      ({ rows }) => rows.length === 1,
      () => false,
    )
}
