import 'server-only'
import { findSection, template } from '#lib/domain/template.ts'

/** What the template asks of a part before the approval, for those who have it still to write. */
export type SectionExpectations = {
  minWords: number
  /** Labels of the records that are written in it. */
  records: string[]
  /** What the national text wants the project to specify, and is specified here. */
  specifies: string[]
}

/** A part of the school's own expects nothing. */
export function expectationsOf(sectionId: string): SectionExpectations {
  const spec = findSection(template, sectionId)
  if (spec === undefined) return { minWords: 0, records: [], specifies: [] }
  return {
    minWords: spec.completeness.validation.minWords,
    records: spec.blocks.map(({ label }) => label),
    specifies: template.specifies
      .filter(({ id }) => spec.specifies.includes(id))
      .map(({ title }) => title),
  }
}
