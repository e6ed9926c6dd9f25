import type { Project } from './project.ts'
import { publicProject } from './public-project.ts'
import type { PublicationContent, PublishedSection } from './publication.ts'
import { template } from './template.ts'

type Source = Omit<PublicationContent, 'format' | 'groups' | 'project'> & {
  /** The working version, whole. */
  project: Project
}

/** What a publication of the working version says: its parts in their order, and nothing private. */
export function publicationContent({ project, sections, ...facts }: Source): PublicationContent {
  const shown = publicProject(project)
  const textOf = ({ id }: PublishedSection) => shown.sections.filter((part) => part.id === id)
  return {
    format: 1,
    ...facts,
    sections,
    groups: template.groups
      .filter(({ id }) => sections.some(({ group }) => group === id))
      .map(({ id, title }) => ({ id, title })),
    project: { ...shown, status: 'published', sections: sections.flatMap(textOf) },
  }
}
