import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

type Assignment = { projectId: ProjectId; sectionId: string; accountId: AccountId }

/** Confiding a part twice changes nothing. Fails when the person is no member of the project. */
export async function addSectionAssignee(
  db: Db,
  { projectId, sectionId, accountId }: Assignment,
  assignedBy: AccountId,
): Promise<void> {
  await db
    .insertInto('section_assignee')
    .values({
      project_id: projectId,
      section_id: sectionId,
      account_id: accountId,
      assigned_by: assignedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeSectionAssignee(
  db: Db,
  { projectId, sectionId, accountId }: Assignment,
): Promise<void> {
  await db
    .deleteFrom('section_assignee')
    .where('project_id', '=', projectId)
    .where('section_id', '=', sectionId)
    .where('account_id', '=', accountId)
    .execute()
}

/** Who was confided which part, by part; the first who was asked comes first. */
export async function listSectionAssignees(
  db: Db,
  projectId: ProjectId,
): Promise<{ sectionId: string; accountId: AccountId }[]> {
  return db
    .selectFrom('section_assignee')
    .select(['section_id as sectionId', 'account_id as accountId'])
    .where('project_id', '=', projectId)
    .orderBy('section_id')
    .orderBy('assigned_at')
    .orderBy('account_id')
    .execute()
}
