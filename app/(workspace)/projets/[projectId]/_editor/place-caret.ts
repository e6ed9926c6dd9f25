import type { Editor } from '@tiptap/core'
import { Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Where the caret goes in a part that it enters. */
export type CaretPlace =
  /** `left`: in the first or last line, as near as can be to this place of the window. */
  | { edge: 'start' | 'end'; left?: number }
  | { point: { left: number; top: number } }
  | { position: number }

/** Puts the caret in a part and brings it into view, all before the next key arrives. */
export function placeCaret({ view }: Editor, place: CaretPlace): void {
  view.dispatch(view.state.tr.setSelection(selectionAt(view, place)))
  view.focus()
  // Scrolling follows the browser's selection, which is here only once the editor has the focus.
  view.dispatch(view.state.tr.scrollIntoView())
}

function selectionAt(view: EditorView, place: CaretPlace): Selection {
  const { doc } = view.state
  if ('position' in place) {
    return TextSelection.near(doc.resolve(Math.min(place.position, doc.content.size)))
  }
  if ('point' in place) {
    const found = view.posAtCoords(place.point)
    return found === null ? Selection.atStart(doc) : TextSelection.near(doc.resolve(found.pos))
  }
  const edge = place.edge === 'start' ? Selection.atStart(doc) : Selection.atEnd(doc)
  if (place.left === undefined) return edge
  const line = view.coordsAtPos(edge.head)
  const found = view.posAtCoords({ left: place.left, top: (line.top + line.bottom) / 2 })
  return found === null ? edge : TextSelection.near(doc.resolve(found.pos))
}
