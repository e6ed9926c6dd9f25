import { simpleDiffString } from 'lib0/diff'
import * as Y from 'yjs'
import type { Field, Fields } from './fields.ts'

type RecordMap = Y.Map<unknown>

/**
 * Makes an entity's records say what those of `wanted` say. A record that came since is archived,
 * never removed: what someone types in it is kept.
 *
 * @param isMeant which records to touch, by id.
 */
export function restoreRecords(
  present: Y.Map<RecordMap>,
  wanted: Y.Map<RecordMap>,
  options: { fields: Fields; isMeant: (id: string) => boolean; archivedAt: string },
): void {
  const { fields, isMeant, archivedAt } = options
  for (const [id, map] of wanted.entries()) {
    if (!(map instanceof Y.Map) || !isMeant(id)) continue
    const own: unknown = present.get(id)
    restoreFields(own instanceof Y.Map ? own : added(present, id), map, fields)
  }
  for (const [id, map] of present.entries()) {
    const isNew = map instanceof Y.Map && !(wanted.get(id) instanceof Y.Map)
    if (isNew && isMeant(id) && typeof map.get('archivedAt') !== 'string') {
      map.set('archivedAt', archivedAt)
    }
  }
}

/** Makes every field of a record, or of the header, say what it says in `wanted`. */
export function restoreFields(present: RecordMap, wanted: RecordMap, fields: Fields): void {
  for (const [name, field] of Object.entries(fields)) {
    restoreField(present, { name, field, value: wanted.get(name) })
  }
}

function added(records: Y.Map<RecordMap>, id: string): RecordMap {
  const map = new Y.Map<unknown>()
  records.set(id, map)
  return map
}

function restoreField(
  present: RecordMap,
  { name, field, value }: { name: string; field: Field; value: unknown },
): void {
  const own = present.get(name)
  switch (field.kind) {
    case 'text':
      if (own instanceof Y.Text) restoreText(own, value instanceof Y.Text ? value.toString() : '')
      else if (value instanceof Y.Text) present.set(name, new Y.Text(value.toString()))
      break
    case 'ids':
    case 'levels':
    case 'periods':
      if (own instanceof Y.Map) restoreEntries(own, entriesOf(value))
      else if (value instanceof Y.Map) present.set(name, new Y.Map(entriesOf(value)))
      break
    default:
      if ((own ?? null) !== (value ?? null)) present.set(name, value ?? null)
  }
}

function restoreText(text: Y.Text, wanted: string): void {
  const { index, remove, insert } = simpleDiffString(text.toString(), wanted)
  if (remove > 0) text.delete(index, remove)
  if (insert !== '') text.insert(index, insert)
}

function entriesOf(value: unknown): [string, unknown][] {
  return value instanceof Y.Map ? [...value.entries()] : []
}

function restoreEntries(map: RecordMap, wanted: readonly [string, unknown][]): void {
  const keys = new Map(wanted)
  for (const key of [...map.keys()]) if (!keys.has(key)) map.delete(key)
  for (const [key, value] of wanted) if (map.get(key) !== value) map.set(key, value)
}
