import type { Db } from '#db/client.ts'
import type { ProjectId, SectionId } from '#lib/domain/ids.ts'

/** An optional part that a project has after the mandatory ones of its template. */
export type ProjectSection = { sectionId: SectionId; title: string; position: number }

/** In the order of the project. */
export async function listProjectSections(db: Db, projectId: ProjectId): Promise<ProjectSection[]> {
  return db
    .selectFrom('project_section')
    .select(['section_id as sectionId', 'title', 'position'])
    .where('project_id', '=', projectId)
    .orderBy('position')
    .orderBy('section_id')
    .execute()
}

/** Fails with a unique violation when the project has the part already. */
export async function addProjectSections(
  db: Db,
  projectId: ProjectId,
  sections: readonly ProjectSection[],
): Promise<void> {
  if (sections.length === 0) return
  await db
    .insertInto('project_section')
    .values(
      sections.map((section) => ({
        project_id: projectId,
        section_id: section.sectionId,
        title: section.title,
        position: section.position,
      })),
    )
    .execute()
}
