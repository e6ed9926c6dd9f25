import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { ConsiderateUndo } from './considerate-undo.ts'

type UndoEvent = Parameters<Y.UndoManager['on']>[0]
type UndoListener = Parameters<Y.UndoManager['on']>[1]

/** One undo history for all parts: undo takes back one's own last change wherever it was made. */
export function createSharedUndo(fragments: Y.XmlFragment[]): Y.UndoManager {
  return new ConsiderateUndo(fragments, {
    trackedOrigins: new Set([ySyncPluginKey]),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  })
}

/**
 * The shared history as one editor may hold it.
 *
 * The Tiptap plugin destroys its undo manager with its editor, which would end undo in every
 * other part, and then revives it through `restore`. Through this view, destroying only takes
 * this editor's listeners away.
 */
export function undoOfOneEditor(shared: Y.UndoManager): Y.UndoManager {
  const added: { event: UndoEvent; listener: UndoListener }[] = []
  const own: Record<PropertyKey, unknown> = {
    on: (event: UndoEvent, listener: UndoListener) => {
      // The plugin would keep the selection of the time of the edit, and seek it in the part as it
      // is when a colleague's next change comes: it may not be there, and the binding throws then.
      // `followUndo` places the caret.
      if (event === 'stack-item-popped') return listener
      added.push({ event, listener })
      return shared.on(event, listener)
    },
    destroy: () => {
      for (const { event, listener } of added.splice(0)) shared.off(event, listener)
    },
    restore: undefined,
  }
  return new Proxy(shared, {
    get(target, key) {
      if (Object.hasOwn(own, key)) return own[key]
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
    set(target, key, value) {
      return key === 'restore' || Reflect.set(target, key, value, target)
    },
  })
}
