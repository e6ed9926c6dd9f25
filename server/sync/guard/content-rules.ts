import * as Y from 'yjs'
import { allowsAttribute, allowsElement, allowsMark, allowsText } from '#lib/document/admissible.ts'
import { allowsEntry, allowsField, isKey, type Stored } from '#lib/document/admissible-fields.ts'
import { maxTextLength } from '#lib/document/fields.ts'
import { fieldOf } from '#lib/document/records.ts'
import type { Place } from './place.ts'
import type { RefusalCode } from './refusal.ts'

type Content = Y.Item['content']
type At<Name extends Place['at']> = Extract<Place, { at: Name }>

/**
 * Why `content` may not stand in `place` under `key`, or null when it may (G2–G8).
 *
 * Deleted content stands anywhere: offline text that was typed and erased arrives so.
 */
export function contentRefusal(
  place: Place,
  key: string | null,
  content: Content,
): RefusalCode | null {
  if (content instanceof Y.ContentDeleted || place.at === 'gone') return null
  switch (place.at) {
    case 'node':
      return key === null ? childRefusal(place, content) : attributeRefusal(place, key, content)
    case 'text':
      return key === null ? markedTextRefusal(content) : 'wrong_attribute'
    case 'records':
      if (typeOf(content)?.constructor !== Y.Map) return 'wrong_kind'
      return key !== null && isKey(key) ? null : 'wrong_field'
    case 'record':
      return key === null ? 'wrong_kind' : fieldRefusal(place, key, content)
    case 'field-text':
      return key === null ? plainTextRefusal(content) : 'wrong_field'
    case 'field-set': {
      const entry = key === null ? undefined : ([key, plainValue(content)] as const)
      return entry && allowsEntry(place.fields, place.name, entry) ? null : 'wrong_field'
    }
  }
}

function childRefusal(place: At<'node'>, content: Content): RefusalCode | null {
  const type = typeOf(content)
  if (type?.constructor === Y.XmlText) return allowsText(place.node) ? null : 'wrong_kind'
  if (!(type instanceof Y.XmlElement)) return 'wrong_kind'
  return allowsElement(place.node, type.nodeName) ? null : 'wrong_place'
}

function attributeRefusal(place: At<'node'>, key: string, content: Content): RefusalCode | null {
  const isAllowed =
    content instanceof Y.ContentAny && allowsAttribute(place.node, key, plainValue(content))
  return isAllowed ? null : 'wrong_attribute'
}

function markedTextRefusal(content: Content): RefusalCode | null {
  if (content instanceof Y.ContentString) return null
  if (!(content instanceof Y.ContentFormat)) return 'wrong_kind'
  return allowsMark(content.key, content.value) ? null : 'wrong_mark'
}

function plainTextRefusal(content: Content): RefusalCode | null {
  if (!(content instanceof Y.ContentString)) return 'wrong_kind'
  return content.str.length <= maxTextLength ? null : 'too_large'
}

/** A shared type comes with its record alone: a later one would drop what others wrote in the first. */
function fieldRefusal(place: At<'record'>, key: string, content: Content): RefusalCode | null {
  const stored = storedAs(content)
  if (stored === null || fieldOf(place.fields, key) === undefined) return 'wrong_field'
  if (stored.type !== 'plain' && !place.isNew) return 'wrong_field'
  return allowsField(place.fields, key, stored) ? null : 'wrong_field'
}

function storedAs(content: Content): Stored | null {
  if (content instanceof Y.ContentAny) {
    return content.arr.length === 1 ? { type: 'plain', value: content.arr[0] } : null
  }
  switch (typeOf(content)?.constructor) {
    case Y.Text:
      return { type: 'text' }
    case Y.Map:
      return { type: 'map' }
    default:
      return null
  }
}

/** The value of a map's entry; undefined when it is not one plain value. */
function plainValue(content: Content): unknown {
  return content instanceof Y.ContentAny && content.arr.length === 1 ? content.arr[0] : undefined
}

function typeOf(content: Content): Y.AbstractType<unknown> | null {
  return content instanceof Y.ContentType ? content.type : null
}
