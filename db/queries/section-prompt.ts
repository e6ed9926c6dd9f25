import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

type Question = { projectId: ProjectId; sectionId: string; prompt: string }

/** A question that was treated before stays with the person who said so first. */
export async function addTreatedPrompt(
  db: Db,
  { projectId, sectionId, prompt }: Question,
  treatedBy: AccountId,
): Promise<void> {
  await db
    .insertInto('section_prompt')
    .values({ project_id: projectId, section_id: sectionId, prompt, treated_by: treatedBy })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeTreatedPrompt(
  db: Db,
  { projectId, sectionId, prompt }: Question,
): Promise<void> {
  await db
    .deleteFrom('section_prompt')
    .where('project_id', '=', projectId)
    .where('section_id', '=', sectionId)
    .where('prompt', '=', prompt)
    .execute()
}

/** The questions that the team has treated, by part and words. */
export async function listTreatedPrompts(
  db: Db,
  projectId: ProjectId,
): Promise<{ sectionId: string; prompt: string }[]> {
  return db
    .selectFrom('section_prompt')
    .select(['section_id as sectionId', 'prompt'])
    .where('project_id', '=', projectId)
    .orderBy('section_id')
    .orderBy('prompt')
    .execute()
}
