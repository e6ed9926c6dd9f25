import 'server-only'
import type { ProjectSection } from '#db/queries/project-section.ts'
import { findSection, type SectionSpec, template } from '#lib/domain/template.ts'

export type SectionOutline = {
  id: string
  /** Place in the project, from 1. */
  number: number
  title: string
  shortTitle: string
  mandatory: boolean
  /** Absent for a part of the school's own. */
  spec: SectionSpec | undefined
}

/** The parts of a project in order: the mandatory ones of the template, then its optional ones. */
export function outlineOf(optional: readonly ProjectSection[]): SectionOutline[] {
  const mandatory = template.sections
    .filter((section) => section.mandatory)
    .toSorted((a, b) => a.order - b.order)
    .map(({ id, title }) => ({ id, title }))
  const chosen = optional.map(({ sectionId, title }) => ({ id: sectionId, title }))
  return [...mandatory, ...chosen].map(({ id, title }, index) => {
    const spec = findSection(template, id)
    return {
      ...{ id, title: spec?.title ?? title, shortTitle: spec?.shortTitle ?? title },
      ...{ number: index + 1, mandatory: spec?.mandatory ?? false, spec },
    }
  })
}
