import * as Y from 'yjs'
import { FRAGMENT } from '#lib/document/admissible.ts'
import type { Fields } from '#lib/document/fields.ts'
import { parseRoot } from '#lib/document/parse-root.ts'
import { headerFields, recordFields } from '#lib/document/records.ts'

/** What a shared type is in our document; it decides what may be put in it. */
export type Place =
  /** A part's fragment (`node` is `FRAGMENT`) or an element of one. */
  | { readonly at: 'node'; readonly node: string }
  /** Y.XmlText of a paragraph. */
  | { readonly at: 'text' }
  /** `records:*`: id → record. */
  | { readonly at: 'records'; readonly fields: Fields }
  /** A record, or the header. `isNew`: it came with the very update that is being judged. */
  | { readonly at: 'record'; readonly fields: Fields; readonly isNew: boolean }
  /** Y.Text of a record. */
  | { readonly at: 'field-text' }
  /** The Y.Map of a set that a record has as `name`. */
  | { readonly at: 'field-set'; readonly fields: Fields; readonly name: string }
  /** A parent that was deleted and collected: Yjs discards what is put there. */
  | { readonly at: 'gone' }

export const GONE: Place = { at: 'gone' }

/** The place of a root, or null when the document has no such root. */
export function rootPlace(name: string, sections: ReadonlySet<string>): Place | null {
  const root = parseRoot(name)
  switch (root?.type) {
    case 'section':
      return sections.has(root.sectionId) ? { at: 'node', node: FRAGMENT } : null
    case 'records':
      return { at: 'records', fields: recordFields(root.entity) }
    case 'header':
      return { at: 'record', fields: headerFields, isNew: false }
    default:
      return null
  }
}

/** What a type is that stands in `place` under `key`; null when nothing of its kind may stand there. */
export function childPlace(
  place: Place,
  key: string | null,
  type: Y.AbstractType<unknown>,
  isNew: boolean,
): Place | null {
  switch (place.at) {
    case 'gone':
      return GONE
    case 'node':
      if (type.constructor === Y.XmlText) return { at: 'text' }
      return type instanceof Y.XmlElement ? { at: 'node', node: type.nodeName } : null
    case 'records':
      return { at: 'record', fields: place.fields, isNew }
    case 'record':
      if (type.constructor === Y.Text) return { at: 'field-text' }
      return key === null ? null : { at: 'field-set', fields: place.fields, name: key }
    case 'text':
    case 'field-text':
    case 'field-set':
      return null
  }
}
