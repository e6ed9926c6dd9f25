import type { Editor } from '@tiptap/core'
import type { PartEditors } from '../part-editors.ts'
import { placeCaret } from '../place-caret.ts'

/** Where the lines that are read begin, below what stands at the top of the window. */
const BELOW_BARS = 48

/**
 * Gives the text to the keyboard: where the caret was left if that is on screen, else in the part
 * on screen. All at once, within the press: a telephone brings its keyboard for nothing else.
 */
export function resumeWriting(editors: PartEditors, current: string | null): void {
  const top = barsBottom()
  const left = editors.get(editors.held() ?? '')
  if (left !== undefined && isCaretBetween(left, top, window.innerHeight)) {
    left.setEditable(true, false)
    left.view.focus()
    return
  }
  const sectionId = current ?? editors.order[0]
  if (sectionId === undefined) return
  editors.ask(sectionId, (editor) => {
    editor.setEditable(true, false)
    placeCaret(editor, { point: firstLineBelow(editor, top + BELOW_BARS) })
  })
}

function isCaretBetween({ view }: Editor, top: number, bottom: number): boolean {
  const caret = view.coordsAtPos(view.state.selection.head)
  return caret.top >= top && caret.bottom <= bottom
}

/** The start of the line at this height, or of the nearest one of the part. */
function firstLineBelow({ view }: Editor, height: number): { left: number; top: number } {
  const { left, top, bottom } = view.dom.getBoundingClientRect()
  return { left: left + 1, top: Math.max(top + 1, Math.min(height, bottom - 1)) }
}

/** The lower edge of what stays at the top of the window. */
function barsBottom(): number {
  const bars = document.querySelector('header')?.parentElement
  return Math.max(0, bars?.getBoundingClientRect().bottom ?? 0)
}
