import { defaultDeleteFilter, defaultProtectedNodes } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

type StackItem = Y.UndoManager['undoStack'][number]

/** What holds words and is none. */
const STRUCTURE = new Set(['paragraph', 'table', 'tableRow', 'tableCell', 'tableHeader'])

/**
 * An undo history that takes back nothing in which someone else wrote.
 *
 * A paragraph that was added stays while it is not empty. Of a table, a row or a column that was
 * added, all cells stay or none: half of them would make a table that no editor can show.
 */
export class ConsiderateUndo extends Y.UndoManager {
  /** The stack as it was before anything was taken from it. */
  #before: readonly StackItem[] = []
  #taken: { by: StackItem; items: Set<Y.Item>; isKept: Map<Y.XmlElement, boolean> } | null = null

  constructor(fragments: Y.XmlFragment[], options: ConstructorParameters<typeof Y.UndoManager>[1]) {
    super(fragments, options)
    this.deleteFilter = (item) =>
      defaultDeleteFilter(item, defaultProtectedNodes) && !this.#isInKeptTable(item)
  }

  override undo(): ReturnType<Y.UndoManager['undo']> {
    this.#before = [...this.undoStack]
    return super.undo()
  }

  override redo(): ReturnType<Y.UndoManager['redo']> {
    this.#before = [...this.redoStack]
    return super.redo()
  }

  #isInKeptTable(item: Y.Item): boolean {
    const table = isStructure(item) ? tableOf(item) : null
    if (table === null) return false
    const by = this.#before[(this.undoing ? this.undoStack : this.redoStack).length]
    if (by === undefined) return false
    if (this.#taken?.by !== by) {
      this.#taken = { by, items: itemsOf(this.doc, by), isKept: new Map() }
    }
    const { items, isKept } = this.#taken
    const known = isKept.get(table)
    if (known !== undefined) return known
    // Asked before the first of its cells goes: the last one that was made.
    const keeps = holdsOthersWords(table._item, items, false)
    isKept.set(table, keeps)
    return keeps
  }
}

/** What an entry of the history would take away: what was inserted, or restored since. */
function itemsOf({ store }: Y.Doc, { insertions }: StackItem): Set<Y.Item> {
  const items = new Set<Y.Item>()
  for (const [client, ranges] of insertions.clients) {
    const structs = store.clients.get(client) ?? []
    for (const { clock, len } of ranges) {
      for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
        const struct = structs[index]
        if (struct === undefined || struct.id.clock >= clock + len) break
        if (struct instanceof Y.Item) items.add(restored(store, struct))
      }
    }
  }
  return items
}

/** Undoing a deletion makes new items, to which the deleted ones lead. */
function restored(store: Y.Doc['store'], item: Y.Item): Y.Item {
  let found = item
  while (found.redone !== null) {
    const next = Y.getItem(store, found.redone)
    if (!(next instanceof Y.Item)) break
    found = next
  }
  return found
}

/** Whether something that is not of `items` stands where one of `items` holds it. */
function holdsOthersWords(item: Y.Item | null, items: Set<Y.Item>, isTaken: boolean): boolean {
  if (item === null || item.deleted || !item.countable) return false
  if (!isStructure(item)) return isTaken && !items.has(item)
  const { content } = item
  let child = content instanceof Y.ContentType ? content.type._start : null
  for (; child !== null; child = child.right) {
    if (holdsOthersWords(child, items, isTaken || items.has(item))) return true
  }
  return false
}

function isStructure({ content }: Y.Item): boolean {
  if (!(content instanceof Y.ContentType)) return false
  const { type } = content
  return type instanceof Y.XmlElement ? STRUCTURE.has(type.nodeName) : type instanceof Y.XmlText
}

/** The table that the item is, or stands in. */
function tableOf({ content, parent }: Y.Item): Y.XmlElement | null {
  let type: unknown = content instanceof Y.ContentType ? content.type : parent
  while (type instanceof Y.AbstractType) {
    if (type instanceof Y.XmlElement && type.nodeName === 'table') return type
    type = type.parent
  }
  return null
}
