import type { ChainedCommands, Editor } from '@tiptap/core'
import {
  Bold,
  Heading1,
  Heading2,
  IndentDecrease,
  IndentIncrease,
  Italic,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Quote,
  Redo2,
  Strikethrough,
  Underline,
  Undo2,
} from 'lucide-react'
import type { BlockKind } from '#lib/domain/block.ts'

export type ToolbarAction = {
  id: string
  label: string
  icon: LucideIcon
  run: (chain: ChainedCommands) => ChainedCommands
  /** Pressed while the selection is so; absent for an action that has no state. */
  isOn?: (editor: Editor) => boolean
}

/** In groups, as the bar separates them. */
export const toolbarActions: readonly (readonly ToolbarAction[])[] = [
  [kind('h3', 'Titre', Heading1), kind('h4', 'Sous-titre', Heading2)],
  [
    mark('bold', 'Gras', Bold),
    mark('italic', 'Italique', Italic),
    mark('underline', 'Souligné', Underline),
    mark('strike', 'Barré', Strikethrough),
  ],
  [
    kind('bullet', 'Liste à puces', List),
    kind('ordered', 'Liste numérotée', ListOrdered),
    kind('task', 'Liste de tâches', ListChecks),
    kind('quote', 'Citation', Quote),
  ],
  [
    { id: 'outdent', label: 'Diminuer le retrait', icon: IndentDecrease, run: (c) => c.outdent() },
    { id: 'indent', label: 'Augmenter le retrait', icon: IndentIncrease, run: (c) => c.indent() },
  ],
  [
    { id: 'undo', label: 'Défaire', icon: Undo2, run: (chain) => chain.undo() },
    { id: 'redo', label: 'Rétablir', icon: Redo2, run: (chain) => chain.redo() },
  ],
]

function kind(id: BlockKind, label: string, icon: LucideIcon): ToolbarAction {
  return {
    id,
    label,
    icon,
    run: (chain) => chain.toggleKind(id),
    isOn: (editor) => editor.isActive('paragraph', { kind: id }),
  }
}

function mark(
  id: 'bold' | 'italic' | 'underline' | 'strike',
  label: string,
  icon: LucideIcon,
): ToolbarAction {
  return {
    id,
    label,
    icon,
    run: (chain) => chain.toggleMark(id),
    isOn: (editor) => editor.isActive(id),
  }
}
