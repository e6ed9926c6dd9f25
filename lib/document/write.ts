import * as Y from 'yjs'
import type { Field, Fields } from './fields.ts'
import { type Entity, recordFields } from './records.ts'
import { records } from './schema.ts'

/** A record as the plain value has it; fields that it lacks are written empty. */
export type PlainRecord = Readonly<Record<string, unknown>>

/**
 * Adds a record with all its shared types, so that two people never create the same one at once.
 *
 * @param id short, unique for ever in its entity; a record that was archived keeps it.
 * @param record what the plain value holds, and the link to its parent when it is nested.
 */
export function addRecord(
  doc: Y.Doc,
  entity: Entity,
  { id, record, order }: { id: string; record: PlainRecord; order?: string },
): Y.Map<unknown> {
  const map = new Y.Map<unknown>()
  records(doc, entity).set(id, map)
  writeFields(map, recordFields(entity), { ...record, ...(order === undefined ? {} : { order }) })
  return map
}

/** Writes every field of a new record, or of the header; null is written as absence. */
export function writeFields(map: Y.Map<unknown>, fields: Fields, record: PlainRecord): void {
  for (const [name, field] of Object.entries(fields)) {
    const stored = storedValue(field, valueAt(record, name, field))
    if (stored !== null) map.set(name, stored)
  }
}

function valueAt(record: PlainRecord, name: string, field: Field): unknown {
  if (field.path === undefined) return record[name]
  const [outer, inner] = field.path
  const nested = record[outer]
  return isPlainRecord(nested) ? nested[inner] : undefined
}

function isPlainRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function storedValue(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'text':
      return new Y.Text(typeof value === 'string' ? value : '')
    case 'ids':
    case 'levels':
      return new Y.Map(listOf(value).map((id) => [String(id), true]))
    case 'periods':
      return new Y.Map(
        listOf(value).flatMap((pair) => (Array.isArray(pair) ? [[String(pair[0]), pair[1]]] : [])),
      )
    case 'string':
      return value === '' || value === undefined ? null : value
    default:
      return value ?? null
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
