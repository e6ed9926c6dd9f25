import type { EnumName } from '#lib/domain/enums.ts'

/** Longest short text, in UTF-16 units. */
export const maxStringLength = 500
/** Longest id, link, key of a set and order key. */
export const maxIdLength = 100
/** Longest Y.Text of a record: some fifteen pages. */
export const maxTextLength = 50_000
/** Largest number, and smallest with a minus sign. */
export const maxNumber = 1_000_000_000

/**
 * One field of a record: how it is stored, and what it is in the plain value.
 *
 * | kind    | in the record's Y.Map                       | in the plain value        |
 * |---------|---------------------------------------------|---------------------------|
 * | text    | Y.Text, created with its record             | string                    |
 * | string  | string of at most `maxStringLength`         | string, `''` when absent  |
 * | number  | finite number                               | number or null            |
 * | boolean | boolean                                     | boolean                   |
 * | date    | `YYYY-MM-DD`                                | string or null            |
 * | instant | ISO 8601 in UTC                             | string or null            |
 * | enum    | one of `values`                             | id or null                |
 * | link    | id of another record                        | id or null                |
 * | ids     | Y.Map id → true, created with its record    | ids in code-unit order    |
 * | levels  | Y.Map level → true, likewise                | levels from 6e upwards    |
 * | periods | Y.Map first day off → day of return, likewise | pairs of dates, in order |
 * | order   | fractional key                              | the order of the records  |
 *
 * A single value that is null in the plain value is absent from the map, or null in it.
 */
export type Field =
  | { kind: PlainKind; path?: Path }
  | { kind: 'enum'; values: EnumName | readonly string[]; path?: Path }

type PlainKind =
  | 'text'
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'link'
  | 'ids'
  | 'levels'
  | 'periods'
  | 'order'

/** Where the plain value has it, when not under the field's own name. */
type Path = readonly [outer: string, inner: string]

export type Fields = Readonly<Record<string, Field>>

/** The kinds that are shared types of their own: they are created with their record, never later. */
export function isShared(field: Field): boolean {
  return ['text', 'ids', 'levels', 'periods'].includes(field.kind)
}

export function field(kind: PlainKind, ...path: Path | []): Field {
  return path.length === 0 ? { kind } : { kind, path }
}

export function enumField(values: EnumName | readonly string[], ...path: Path | []): Field {
  return path.length === 0 ? { kind: 'enum', values } : { kind: 'enum', values, path }
}
