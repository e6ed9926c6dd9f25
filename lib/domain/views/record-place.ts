import type { SectionId } from '#lib/domain/ids.ts'
import type { ProjectRecord } from '#lib/domain/record.ts'
import type { SectionSpec, Template } from '#lib/domain/template.ts'

export type SectionBlock = SectionSpec['blocks'][number]

/** True when a part's block shows this record; a block without a filter shows all of its entity. */
export function isShownIn(block: SectionBlock, record: ProjectRecord): boolean {
  const fields = new Map<string, unknown>(Object.entries(record))
  return Object.entries(block.filter ?? {}).every(([field, values]) =>
    values.includes(String(fields.get(field))),
  )
}

/**
 * The part that has a record's card: the first whose filter asks for it, else the first that shows
 * all of its entity. A record that other parts show too has its card only once.
 *
 * @returns undefined when the template writes this entity in no part.
 */
export function homeSection(
  template: Template,
  entity: string,
  record: ProjectRecord,
): SectionId | undefined {
  const shown = template.sections.filter(({ blocks }) =>
    blocks.some((block) => block.entity === entity && isShownIn(block, record)),
  )
  const asks = shown.find(({ blocks }) =>
    blocks.some((block) => block.entity === entity && block.filter !== undefined),
  )
  return (asks ?? shown[0])?.id
}
