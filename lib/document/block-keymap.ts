import type { Editor, KeyboardShortcutCommand } from '@tiptap/core'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { indentOf } from './block-commands.ts'
import { isInTable } from './insert-blocks.ts'

/** The keys that people expect of headings, lists and quotes. */
export function blockKeymap(editor: Editor): Record<string, KeyboardShortcutCommand> {
  const run = (command: (state: EditorState, tr: Transaction) => boolean) => () =>
    editor.commands.command(({ state, tr }) => command(state, tr))
  return {
    Enter: run(enter),
    Backspace: run(backspace),
    Tab: () => !isInTable(editor.state.selection.$from) && (editor.commands.indent() || true),
    'Shift-Tab': () =>
      !isInTable(editor.state.selection.$from) && (editor.commands.outdent() || true),
    'Mod-Enter': () => editor.commands.toggleChecked(),
    'Mod-Alt-0': () => editor.commands.setKind(null),
    'Mod-Alt-3': () => editor.commands.toggleKind('h3'),
    'Mod-Alt-4': () => editor.commands.toggleKind('h4'),
    'Mod-Shift-7': () => editor.commands.toggleKind('ordered'),
    'Mod-Shift-8': () => editor.commands.toggleKind('bullet'),
    'Mod-Shift-9': () => editor.commands.toggleKind('task'),
    'Mod-Shift-b': () => editor.commands.toggleKind('quote'),
  }
}

/** Continues a list or quote; in an empty item, ends it, one level at a time. */
function enter(state: EditorState, tr: Transaction): boolean {
  const { $from, $to } = state.selection
  const block = $from.parent
  const kind: unknown = block.attrs.kind
  if (block.type.name !== 'paragraph' || kind === null || !$from.sameParent($to)) return false
  if (block.content.size === 0) {
    const indent = indentOf(block)
    const [name, value] = indent > 0 ? ['indent', indent - 1] : ['kind', null]
    tr.setNodeAttribute($from.before(), name, value)
    return true
  }
  const isHeading = kind === 'h3' || kind === 'h4'
  const atEnd = $to.parentOffset === block.content.size
  const marks = state.storedMarks ?? $from.marks()
  const attrs = { ...block.attrs, checked: false, kind: isHeading && atEnd ? null : kind }
  tr.deleteSelection()
  tr.split(tr.mapping.map($from.pos), 1, [{ type: block.type, attrs }])
  tr.ensureMarks(marks)
  tr.scrollIntoView()
  return true
}

/** At the start of a block: removes its kind, then its indent; joining is left to the default. */
function backspace(state: EditorState, tr: Transaction): boolean {
  const { $from, empty } = state.selection
  const block = $from.parent
  if (!empty || $from.parentOffset > 0 || block.type.name !== 'paragraph') return false
  if (block.attrs.kind !== null) {
    tr.setNodeAttribute($from.before(), 'kind', null)
    return true
  }
  const indent = indentOf(block)
  if (indent === 0) return false
  tr.setNodeAttribute($from.before(), 'indent', indent - 1)
  return true
}
