import type { EnumName } from './enums.ts'
import data from './template.json' with { type: 'json' }
import type { parseTemplate } from './template-schema.ts'

export type Template = ReturnType<typeof parseTemplate>
export type SectionSpec = Template['sections'][number]
export type SectionGroup = Template['groups'][number]
export type HeaderField = Template['header']['fields'][number]
export type Requirement = SectionSpec['completeness']['validation']
export type BlockRequirement = Requirement['blocks'][number]
/** What is asked for before the approval, and before the end-of-year review. */
export type Stage = 'validation' | 'closing'

/**
 * The template of every project: fourteen parts, thirteen of them mandatory.
 *
 * A test parses it, not this file: what checks it would weigh more on the editor's page than the
 * template itself.
 */
export const template = data as unknown as Template

/** The part with this id, or undefined when it is a part of the school's own, or unknown. */
export function findSection(of: Template, id: string): SectionSpec | undefined {
  return of.sections.find((section) => section.id === id)
}

/** The French label of an enumeration's value; the id itself when the template has none. */
export function enumLabel(of: Template, name: EnumName, id: string): string {
  return of.enums[name]?.find((item) => item.id === id)?.label ?? id
}
