import type * as Y from 'yjs'
import type { Entity } from './records.ts'

/**
 * The version of the shared types below, sent by a client as `schema`. It grows by one when a field
 * or node is added; nothing is ever removed or renamed, so that an older document stays readable.
 */
export const SCHEMA_VERSION = 2

export const HEADER_ROOT = 'header'

/** The root of a part's prose: a Y.XmlFragment. */
export function sectionRoot(sectionId: string): string {
  return `section:${sectionId}`
}

/** The root of an entity's records: a Y.Map id → Y.Map of fields. */
export function recordsRoot(entity: Entity): string {
  return `records:${entity}`
}

/** A part's prose. Never remove it: Yjs has no way to bring a root back in another type. */
export function section(doc: Y.Doc, sectionId: string): Y.XmlFragment {
  return doc.getXmlFragment(sectionRoot(sectionId))
}

/** The records of an entity, archived ones included, by id. */
export function records(doc: Y.Doc, entity: Entity): Y.Map<Y.Map<unknown>> {
  return doc.getMap<Y.Map<unknown>>(recordsRoot(entity))
}

/** The header's fields; `records.ts` lists them. */
export function header(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(HEADER_ROOT)
}
