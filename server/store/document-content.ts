import * as Y from 'yjs'

/** What a reader sees of a shared type: its live items in order, and its live keys. */
type Content = { name: string; list: unknown[]; map: Record<string, unknown> }

/**
 * The live content of every root of a document, whatever its schema, as plain values to compare.
 *
 * It walks the items themselves: a root that was only decoded has no kind yet, so its own `toJSON`
 * answers nothing.
 */
export function contentOf(doc: Y.Doc): Record<string, Content> {
  const roots = [...doc.share].map(([name, type]): [string, Content] => [name, typeContent(type)])
  return Object.fromEntries(roots)
}

function typeContent(type: Y.ContentType['type']): Content {
  const list: unknown[] = []
  for (let item = type._start; item !== null; item = item.right) {
    if (!item.deleted) appendContent(list, item.content)
  }
  const entries = [...type._map]
    .filter(([, item]) => !item.deleted)
    .map(([key, item]): [string, unknown] => [key, itemContent(item.content)])
  const name = type instanceof Y.XmlElement ? type.nodeName : ''
  return { name, list, map: Object.fromEntries(entries) }
}

/** Where a run of text is cut into items differs between equal documents. */
function appendContent(list: unknown[], content: Y.Item['content']): void {
  if (!(content instanceof Y.ContentString)) {
    list.push(itemContent(content))
    return
  }
  const last = list.at(-1)
  if (typeof last === 'string') list[list.length - 1] = last + content.str
  else list.push(content.str)
}

function itemContent(content: Y.Item['content']): unknown {
  if (content instanceof Y.ContentType) return typeContent(content.type)
  if (content instanceof Y.ContentFormat) return { format: content.key, value: content.value }
  return content.getContent()
}
