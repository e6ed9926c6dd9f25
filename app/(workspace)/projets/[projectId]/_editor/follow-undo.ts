import type * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import type { PartEditors } from './part-editors.ts'
import { placeCaret } from './place-caret.ts'
import { caretOfStep } from './undo-caret.ts'
import { placeOfChange, positionInEditor } from './undo-place.ts'

type Parts = { doc: Y.Doc; undo: Y.UndoManager; editors: PartEditors }

type Change = { sectionId: string; place: Y.RelativePosition | null }

/**
 * Undo and redo take back the last own change wherever it was: the caret goes there, in whatever
 * part, with its editor if it has none.
 *
 * @returns what ends it.
 */
export function followUndo({ doc, undo, editors }: Parts): () => void {
  let changed: Change | null = null
  const unobserve = editors.order.map((sectionId) => {
    const fragment = section(doc, sectionId)
    const note = (events: Parameters<typeof placeOfChange>[0], { origin }: Y.Transaction) => {
      if (origin === undo) changed = { sectionId, place: placeOfChange(events) }
    }
    fragment.observeDeep(note)
    return () => fragment.unobserveDeep(note)
  })
  const follow = (popped: Parameters<typeof caretOfStep>[1]) => {
    const change = changed
    const place = caretOfStep(undo, popped) ?? change?.place ?? null
    changed = null
    if (change === null) return
    editors.ask(change.sectionId, (editor) => {
      const position = place === null ? null : positionInEditor(editor, place)
      placeCaret(editor, position === null ? { edge: 'start' } : { position })
    })
  }
  undo.on('stack-item-popped', follow)
  return () => {
    undo.off('stack-item-popped', follow)
    for (const stop of unobserve) stop()
  }
}
