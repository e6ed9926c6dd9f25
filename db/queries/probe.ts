import { sql } from 'kysely'
import type { Db } from '#db/client.ts'

/** Whether the database answers a query. Never rejects: any failure is a no. */
export async function isDatabaseAnswering(db: Db): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}
