import { canonicalJson } from './canonical-json.ts'

export type PublicationChanges = {
  /** Parts whose text is not the same. */
  parts: number
  /** Records: needs, actions, measurements' indicators and all the others. */
  added: number
  changed: number
  removed: number
}

/** A project as a publication holds it, or as one made now would: every list is looked at alike. */
type Published = Readonly<Record<string, unknown>>

/** What readers of the next publication would find changed, in numbers. */
export function publicationChanges(before: Published, after: Published): PublicationChanges {
  const parts = compare(listOf(before, 'sections'), listOf(after, 'sections'))
  const records = Object.keys(after)
    .filter((name) => name !== 'sections')
    .map((name) => compare(listOf(before, name), listOf(after, name)))
  const total = (key: keyof Difference) => records.reduce((sum, list) => sum + list[key], 0)
  return {
    parts: parts.added + parts.changed + parts.removed,
    ...{ added: total('added'), changed: total('changed'), removed: total('removed') },
  }
}

type Difference = { added: number; changed: number; removed: number }

function compare(before: Map<string, string>, after: Map<string, string>): Difference {
  const common = [...after].filter(([id]) => before.has(id))
  return {
    added: after.size - common.length,
    changed: common.filter(([id, text]) => before.get(id) !== text).length,
    removed: before.size - common.length,
  }
}

/** By id, as canonical text. */
function listOf(project: Published, name: string): Map<string, string> {
  const list = project[name]
  const items: unknown[] = Array.isArray(list) ? list : []
  return new Map(
    items.flatMap((item): [string, string][] =>
      typeof item === 'object' && item !== null && 'id' in item
        ? [[String(item.id), canonicalJson(item)]]
        : [],
    ),
  )
}
