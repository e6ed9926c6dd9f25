import 'server-only'
import { database } from '#db/client.ts'
import { listProjectSections } from '#db/queries/project-section.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { InvalidInputError } from '#lib/platform/errors.ts'
import { outlineOf, type SectionOutline } from './project-sections.ts'

/**
 * A part that the project has: one of the template's, or one of its own.
 *
 * @throws {InvalidInputError} the project has no such part.
 */
export async function sectionOfProject(
  projectId: ProjectId,
  sectionId: string,
): Promise<SectionOutline> {
  const outline = outlineOf(await listProjectSections(await database(), projectId))
  const section = outline.find(({ id }) => id === sectionId)
  if (section === undefined) {
    throw new InvalidInputError('Cette partie n’est pas dans le projet.', 'sectionId')
  }
  return section
}
