import type { Db } from '#db/client.ts'
import { findProject } from '#db/queries/project.ts'
import { listProjectSections, type ProjectSection } from '#db/queries/project-section.ts'
import type { ProjectId, SectionId } from '#lib/domain/ids.ts'
import type { ProjectStatus } from '#lib/domain/roles.ts'
import { type Template, template } from '#lib/domain/template.ts'

/** What the plain value of a project has besides its document. */
export type ReadingSource = {
  template: Template
  ownSections: { id: SectionId; title: string }[]
  status: ProjectStatus
}

/** Undefined when there is no such project. */
export async function readingSource(
  db: Db,
  projectId: ProjectId,
): Promise<ReadingSource | undefined> {
  const project = await findProject(db, projectId)
  if (project === undefined) return undefined
  const sections = await listProjectSections(db, projectId)
  return { template, ownSections: ownSectionsOf(sections), status: project.status }
}

/** The parts of a project that the template does not have. */
export function ownSectionsOf(sections: readonly ProjectSection[]): ReadingSource['ownSections'] {
  return sections
    .filter(({ sectionId }) => !template.sections.some(({ id }) => id === sectionId))
    .map(({ sectionId, title }) => ({ id: sectionId, title }))
}
