import { demoAsOf, demoProject } from '#lib/domain/demo.ts'
import type { Project } from '#lib/domain/project.ts'
import type { PublicationContent } from '#lib/domain/publication.ts'
import { template } from '#lib/domain/template.ts'
import { type ReaderPage, readerPage } from '#lib/exports/reader/reader-page.ts'
import { renderReader } from '#lib/exports/reader/render-reader.ts'

/** The demo as its last publication says it, or another project in its place. */
export function demoPublication(project: Project = demoProject): PublicationContent {
  return {
    format: 1,
    slug: 'projet-2026-2027',
    number: 3,
    title: 'Projet d’accompagnement personnalisé 2026-2027',
    schoolYear: '2026-2027',
    publishedAt: '2027-06-25T10:00:00.000Z',
    refDate: demoAsOf,
    message: 'Merci à toutes celles et à tous ceux qui ont relu ce texte.',
    groups: template.groups.map(({ id, title }) => ({ id, title })),
    sections: template.sections.map(({ id, title, group, mandatory }, index) => ({
      ...{ id, title, group, mandatory },
      number: index + 1,
    })),
    project,
  }
}

/** The page that readers of a publication get. */
export function demoReaderPage(
  content: PublicationContent = demoPublication(),
  changes: Partial<ReaderPage> = {},
): string {
  return readerPage({
    article: renderReader(content),
    content,
    schoolName: 'Lycée Jeanne-Barret',
    sha256: '9f3a51c82b4d6e70'.repeat(4),
    isNewest: true,
    numbers: [1, 2, 3],
    ...changes,
  })
}
