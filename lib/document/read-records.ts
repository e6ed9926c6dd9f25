import * as Y from 'yjs'
import { enumIds } from '#lib/domain/enums.ts'
import { isIsoDate } from '#lib/domain/iso-date.ts'
import { isPlainValue } from './admissible-fields.ts'
import type { Field, Fields } from './fields.ts'

export type ReadRecord = { id: string; order: string; fields: Record<string, unknown> }

/** The records of a root in the order in which the team placed them; what is no record is skipped. */
export function readRecords(root: Y.Map<unknown>, fields: Fields): ReadRecord[] {
  const found: ReadRecord[] = []
  for (const [id, map] of root.entries()) {
    if (!(map instanceof Y.Map) || id === '__proto__') continue
    const { order, ...rest } = readFields(map, fields)
    found.push({ id, order: typeof order === 'string' ? order : '', fields: rest })
  }
  return found.sort(byOrder)
}

/** Two people may have placed two records at the same place: then by id, alike for everybody. */
function byOrder(a: ReadRecord, b: ReadRecord): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** Every field of the table, as the plain value has it; a wrong value reads as none. */
export function readFields(map: Y.Map<unknown>, fields: Fields): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  const nested: Record<string, Record<string, unknown>> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = plainValue(field, map.get(name))
    if (field.path === undefined) {
      record[name] = value
      continue
    }
    const [outer, inner] = field.path
    nested[outer] = { ...nested[outer], [inner]: value }
  }
  return { ...record, ...nested }
}

function plainValue(field: Field, stored: unknown): unknown {
  switch (field.kind) {
    case 'text':
      return stored instanceof Y.Text ? textOf(stored) : ''
    case 'ids':
      return keysOf(stored).sort()
    case 'levels':
      return enumIds.level.filter((level) => keysOf(stored).includes(level))
    case 'periods':
      return periodsOf(stored)
    case 'string':
      return typeof stored === 'string' ? stored : ''
    case 'boolean':
      return stored === true
    default:
      return stored !== undefined && isPlainValue(field, stored) ? stored : null
  }
}

/** Without what is no text: an embed would read as a space of its own. */
function textOf(stored: Y.Text): string {
  const delta: { insert?: unknown }[] = stored.toDelta()
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
}

function keysOf(stored: unknown): string[] {
  if (!(stored instanceof Y.Map)) return []
  return [...stored.entries()].filter(([, value]) => value === true).map(([key]) => key)
}

function periodsOf(stored: unknown): [string, string][] {
  if (!(stored instanceof Y.Map)) return []
  const found: [string, string][] = []
  for (const [first, back] of stored.entries()) {
    if (isIsoDate(first) && isIsoDate(back)) found.push([first, back])
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1))
}
