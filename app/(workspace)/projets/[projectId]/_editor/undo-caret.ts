import * as Y from 'yjs'

type Step = Y.UndoManager['undoStack'][number]
type Popped = { stackItem: Step; type: 'undo' | 'redo' }

const CARET = 'trame:caret'

/** Where the caret goes when a step is undone or done again, if not behind what it changed. */
export function setCaretOfStep(step: Step, caret: Y.RelativePosition): void {
  step.meta.set(CARET, caret)
}

/** The caret of a step that has just been undone or redone; its opposite step has the same. */
export function caretOfStep(
  undo: Y.UndoManager,
  { stackItem, type }: Popped,
): Y.RelativePosition | null {
  const caret: unknown = stackItem.meta.get(CARET)
  if (!(caret instanceof Y.RelativePosition)) return null
  const opposite = type === 'undo' ? undo.redoStack.at(-1) : undo.undoStack.at(-1)
  opposite?.meta.set(CARET, caret)
  return caret
}
