import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { PartEditors } from './part-editors.ts'
import { type CaretPlace, placeCaret } from './place-caret.ts'

/**
 * The keys that move the caret pass from part to part, as if all parts were one text; with Shift
 * they select up to the edge of the part. Ctrl+Home and Ctrl+End go to the ends of the project.
 */
export function passToNeighbour(editors: PartEditors, sectionId: string) {
  const go = (to: string | undefined, place: CaretPlace): boolean => {
    if (to === undefined) return false
    editors.ask(to, (editor) => placeCaret(editor, place))
    return true
  }
  const pass = (view: EditorView, event: KeyboardEvent): boolean => {
    if (event.shiftKey || event.altKey) return false
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'Home') return go(editors.order[0], { edge: 'start' })
      return event.key === 'End' && go(editors.order.at(-1), { edge: 'end' })
    }
    const step = stepOf(view, event.key)
    if (step === 0) return false
    const isVertical = event.key !== 'ArrowLeft' && event.key !== 'ArrowRight'
    const left = isVertical ? { left: view.coordsAtPos(view.state.selection.head).left } : {}
    const edge = step === 1 ? 'start' : 'end'
    return go(editors.neighbour(sectionId, step), { edge, ...left })
  }
  return Extension.create({
    name: 'passToNeighbour',
    addProseMirrorPlugins: () => [
      new Plugin({ key: new PluginKey('passToNeighbour'), props: { handleKeyDown: pass } }),
    ],
  })
}

/** 1 when the key would leave the part behind its end, -1 before its start, 0 when it stays. */
function stepOf(view: EditorView, key: string): 1 | 0 | -1 {
  const { selection, doc } = view.state
  if (!selection.empty) return 0
  switch (key) {
    case 'ArrowRight':
      return selection.head === Selection.atEnd(doc).head ? 1 : 0
    case 'ArrowLeft':
      return selection.head === Selection.atStart(doc).head ? -1 : 0
    case 'ArrowDown':
    case 'PageDown':
      return isInLastRow(view.state) && view.endOfTextblock('down') ? 1 : 0
    case 'ArrowUp':
    case 'PageUp':
      return isInFirstRow(view.state) && view.endOfTextblock('up') ? -1 : 0
    default:
      return 0
  }
}

/** Nothing stands above the caret's block: it is the first, or in the first row of a first table. */
function isInFirstRow({ selection: { $head } }: EditorState): boolean {
  if ($head.index(0) > 0) return false
  const isInTable = $head.depth > 1
  return !isInTable || ($head.index(1) === 0 && $head.index($head.depth - 1) === 0)
}

function isInLastRow({ selection: { $head }, doc }: EditorState): boolean {
  const isLast = (depth: number) => $head.index(depth) === $head.node(depth).childCount - 1
  if ($head.depth === 0) return $head.pos === doc.content.size
  if (!isLast(0)) return false
  const isInTable = $head.depth > 1
  return !isInTable || (isLast(1) && isLast($head.depth - 1))
}
