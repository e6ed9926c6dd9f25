import { isEnumId } from '#lib/domain/enums.ts'
import { isIsoDate } from '#lib/domain/iso-date.ts'
import { type Field, type Fields, maxIdLength, maxNumber, maxStringLength } from './fields.ts'
import { fieldOf } from './records.ts'

/** What an update puts in a Y.Map: a shared type of its own, or a plain value. */
export type Stored = { type: 'text' } | { type: 'map' } | { type: 'plain'; value: unknown }

/**
 * Whether a key may name a record in `records:*`, or an entry of a set: short, and no name with
 * which an object's prototype could be reached.
 */
export function isKey(key: string): boolean {
  return key.length > 0 && key.length <= maxIdLength && key !== '__proto__'
}

/**
 * Whether a record (or the header) with these fields may have `name` so stored.
 *
 * A shared type (Y.Text, Y.Map) is created with its record: the guard lets one in only while the
 * record itself is new, since setting it again would drop what others wrote in the first.
 */
export function allowsField(fields: Fields, name: string, stored: Stored): boolean {
  const field = fieldOf(fields, name)
  if (field === undefined) return false
  switch (field.kind) {
    case 'text':
      return stored.type === 'text'
    case 'ids':
    case 'levels':
    case 'periods':
      return stored.type === 'map'
    default:
      return stored.type === 'plain' && isPlainValue(field, stored.value)
  }
}

/** Whether the Y.Map stored as `name` may have this entry. */
export function allowsEntry(
  fields: Fields,
  name: string,
  [key, value]: readonly [key: string, value: unknown],
): boolean {
  switch (fieldOf(fields, name)?.kind) {
    case 'ids':
      return isKey(key) && value === true
    case 'levels':
      return isEnumId('level', key) && value === true
    case 'periods':
      return isIsoDate(key) && isIsoDate(value)
    default:
      return false
  }
}

/** Whether `value` is one that a field of a plain kind has; reading skips what is not. */
export function isPlainValue(field: Field, value: unknown): boolean {
  if (value === null) return true
  switch (field.kind) {
    case 'string':
      return typeof value === 'string' && value.length <= maxStringLength
    case 'link':
      return typeof value === 'string' && isKey(value)
    case 'number':
      return typeof value === 'number' && Math.abs(value) <= maxNumber
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return isIsoDate(value)
    case 'instant':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{5,15}Z$/.test(value)
    case 'order':
      return typeof value === 'string' && /^[0-9A-Za-z]{1,300}$/.test(value)
    case 'enum':
      return typeof field.values === 'string'
        ? isEnumId(field.values, value)
        : field.values.some((allowed) => allowed === value)
    case 'text':
    case 'ids':
    case 'levels':
    case 'periods':
      return false
  }
}
