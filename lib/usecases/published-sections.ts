import 'server-only'
import type { ProjectSection } from '#db/queries/project-section.ts'
import type { PublishedSection } from '#lib/domain/publication.ts'
import { outlineOf } from './project-sections.ts'

/** The parts of a project as a publication numbers them. */
export function publishedSections(optional: readonly ProjectSection[]): PublishedSection[] {
  return outlineOf(optional).map(({ id, number, title, mandatory, spec }) => ({
    ...{ id, number, title, mandatory, group: spec?.group ?? null },
  }))
}
