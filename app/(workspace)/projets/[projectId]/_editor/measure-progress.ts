import type * as Y from 'yjs'
import { readProject } from '#lib/document/read.ts'
import { type ProjectCompleteness, projectCompleteness } from '#lib/domain/completeness.ts'
import type { SectionId } from '#lib/domain/ids.ts'
import { findSection, template } from '#lib/domain/template.ts'
import type { EditorPage } from './page-model.ts'

/** What the page's progress is measured against, as in the list of projects. */
const STAGE = 'validation'

/** How far the document of this window is, as the server measures the stored one. */
export function measureProgress(doc: Y.Doc, page: EditorPage): ProjectCompleteness {
  const ownSections = page.sections
    .filter(({ id }) => findSection(template, id) === undefined)
    .map(({ id, title }) => ({ id: id as SectionId, title }))
  const project = readProject(doc, { template, ownSections, status: page.status })
  return projectCompleteness(template, project, { stage: STAGE })
}

/** The page with fresh measures in the place of those it came with. */
export function withProgress(page: EditorPage, progress: ProjectCompleteness): EditorPage {
  const sections = new Map<string, ProjectCompleteness['sections'][number]>(
    progress.sections.map((section) => [section.id, section]),
  )
  const groups = new Map(progress.groups.map((group) => [group.id, group.percent]))
  return {
    ...page,
    percent: progress.percent,
    mandatoryLeft: progress.mandatoryLeft,
    groups: page.groups.map((group) => ({
      ...group,
      percent: groups.get(group.id) ?? group.percent,
    })),
    sections: page.sections.map((section) => {
      const { percent, complete, missing } = sections.get(section.id) ?? section
      return { ...section, percent, complete, missing }
    }),
  }
}
