import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

type Reader = { projectId: ProjectId; accountId: AccountId }

/** Remembers that a person keeps a part's help open, or folded. */
export async function setHelpOpen(
  db: Db,
  { projectId, accountId, sectionId, isOpen }: Reader & { sectionId: string; isOpen: boolean },
): Promise<void> {
  if (isOpen) {
    await db
      .insertInto('section_help')
      .values({ project_id: projectId, account_id: accountId, section_id: sectionId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return
  }
  await db
    .deleteFrom('section_help')
    .where('project_id', '=', projectId)
    .where('account_id', '=', accountId)
    .where('section_id', '=', sectionId)
    .execute()
}

/** Ids of the parts whose help a person keeps open. */
export async function listOpenHelp(db: Db, { projectId, accountId }: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('section_help')
    .select('section_id as sectionId')
    .where('project_id', '=', projectId)
    .where('account_id', '=', accountId)
    .orderBy('section_id')
    .execute()
  return rows.map(({ sectionId }) => sectionId)
}
