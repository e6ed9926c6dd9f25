import { type Entity, entities } from './records.ts'
import { HEADER_ROOT, recordsRoot, sectionRoot } from './schema.ts'

/** What a root is named after: everything else at the top of a document is refused. */
export type Root =
  | { type: 'section'; sectionId: string }
  | { type: 'records'; entity: Entity }
  | { type: 'header' }

/**
 * Reads a root's name. The caller knows which parts the project has: a section's id is not checked.
 *
 * @returns null when no root of ours has this name.
 */
export function parseRoot(name: string): Root | null {
  if (name === HEADER_ROOT) return { type: 'header' }
  const parts = sectionRoot('')
  if (name.startsWith(parts)) return { type: 'section', sectionId: name.slice(parts.length) }
  const entity = entities.find((candidate) => name === recordsRoot(candidate))
  return entity === undefined ? null : { type: 'records', entity }
}
