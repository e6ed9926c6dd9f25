import type { ChainedCommands, Editor } from '@tiptap/core'
import type { LucideIcon } from 'lucide-react'

export type DialogName = 'link' | 'table'

/** What a button of a formatting bar, or a choice of the slash menu, does. */
export type FormatAction = {
  id: string
  label: string
  icon: LucideIcon
  /** As `aria-keyshortcuts` writes it, on a keyboard with Control. */
  keys?: string
  /** Pressed while the selection is so; absent for an action that has no state. */
  isOn?: (editor: Editor) => boolean
  /** It stays in place where it can do nothing, and says why. */
  blockedBy?: (editor: Editor) => string | null
} & (
  | { run: (chain: ChainedCommands) => ChainedCommands; opens?: undefined }
  | { opens: DialogName; run?: undefined }
)

/** In groups, as a bar separates them. */
export type FormatGroups = readonly (readonly FormatAction[])[]

/** Does what the action says; a dialog is for the bar's owner to open. */
export function perform(
  action: FormatAction,
  { editor, onOpen }: { editor: Editor; onOpen: (dialog: DialogName) => void },
): void {
  if (action.blockedBy?.(editor)) return
  if (action.opens === undefined) action.run(editor.chain().focus()).run()
  else onOpen(action.opens)
}
