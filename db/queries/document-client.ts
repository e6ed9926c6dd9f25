import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

/** The person who writes with a Yjs client id, from a clock on. */
export type ClientBinding = {
  readonly clientId: number
  readonly firstClock: number
  readonly accountId: AccountId
}

type DocumentKey = { projectId: ProjectId; epoch: number }

/**
 * Binds a client id from a clock on, unless it is bound already, from whichever clock on.
 *
 * @returns the binding that is stored: of two made at once, the first to commit, for both callers.
 */
export async function bindClient(
  db: Db,
  key: DocumentKey,
  binding: ClientBinding,
): Promise<ClientBinding> {
  const stored = await db
    .insertInto('document_client')
    .values({
      project_id: key.projectId,
      epoch: key.epoch,
      client_id: binding.clientId,
      first_clock: binding.firstClock,
      account_id: binding.accountId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst()
  if (stored) return binding
  return db
    .selectFrom('document_client')
    .select(['client_id as clientId', 'first_clock as firstClock', 'account_id as accountId'])
    .where('project_id', '=', key.projectId)
    .where('epoch', '=', key.epoch)
    .where('client_id', '=', binding.clientId)
    .executeTakeFirstOrThrow()
}

/** By client id. */
export async function listClientBindings(db: Db, key: DocumentKey): Promise<ClientBinding[]> {
  return db
    .selectFrom('document_client')
    .select(['client_id as clientId', 'first_clock as firstClock', 'account_id as accountId'])
    .where('project_id', '=', key.projectId)
    .where('epoch', '=', key.epoch)
    .orderBy('client_id')
    .execute()
}
