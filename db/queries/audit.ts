import type { Db } from '#db/client.ts'
import type { JsonObject } from '#db/schema.ts'
import type { AccountId, ProjectId, SchoolId } from '#lib/domain/ids.ts'

export type NewAuditEntry = {
  schoolId: SchoolId
  projectId: ProjectId | null
  /** Null when nobody was signed in. */
  accountId: AccountId | null
  /** Stable name, `subject.verb`: `session.revoke`, `member.set`. */
  action: string
  /** Ids and codes; never text of a document, never a secret. */
  detail: JsonObject
}

export type AuditEntry = NewAuditEntry & { id: string; at: Date }

export async function appendAudit(db: Db, entry: NewAuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      school_id: entry.schoolId,
      project_id: entry.projectId,
      account_id: entry.accountId,
      action: entry.action,
      detail: entry.detail,
    })
    .execute()
}

/** Newest first. Index: audit (school_id, at). */
export async function listAudit(
  db: Db,
  filter: { schoolId: SchoolId; limit: number },
): Promise<AuditEntry[]> {
  return db
    .selectFrom('audit')
    .select([
      'id',
      'school_id as schoolId',
      'project_id as projectId',
      'account_id as accountId',
      'action',
      'detail',
      'at',
    ])
    .where('school_id', '=', filter.schoolId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(filter.limit)
    .execute()
}
