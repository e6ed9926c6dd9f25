import { type Editor, getMarkRange } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'

/** A link of the text, and the words that it is on. */
export type LinkAt = { from: number; to: number; href: string; text: string }

/** The link that the caret, or the whole selection, is in. */
export function linkAt(state: EditorState): LinkAt | null {
  const { $from, to } = state.selection
  const type = state.schema.marks.link
  if (type === undefined) return null
  const range = getMarkRange($from, type)
  if (!range || to > range.to) return null
  const mark = type.isInSet(state.doc.nodeAt(range.from)?.marks ?? [])
  const href: unknown = mark?.attrs.href
  if (typeof href !== 'string') return null
  return { ...range, href, text: state.doc.textBetween(range.from, range.to) }
}

/** The words that a new link would be on; null when they are of several blocks, or no mere text. */
export function linkableText(state: EditorState): string | null {
  const { $from, $to, from, to } = state.selection
  if (!$from.sameParent($to)) return null
  let isText = true
  state.doc.nodesBetween(from, to, (node) => {
    if (node.isLeaf && !node.isText) isText = false
  })
  return isText ? state.doc.textBetween(from, to) : null
}

/**
 * Makes, moves or renames the link where the selection is.
 *
 * @param text null to keep the words as they are. Words that stay the same are not written again: a
 * colleague may be typing in them.
 */
export function applyLink(editor: Editor, { href, text }: { href: string; text: string | null }) {
  const { state } = editor
  const { from, to } = linkAt(state) ?? state.selection
  const chain = editor.chain().focus().setTextSelection({ from, to })
  if (text === null || text === state.doc.textBetween(from, to)) {
    chain.setMark('link', { href }).setTextSelection(to).run()
    return
  }
  chain
    .command(({ tr }) => {
      const type = state.schema.marks.link
      if (type === undefined) return false
      const marks = type
        .create({ href })
        .addToSet(tr.doc.resolve(from + (from < to ? 1 : 0)).marks())
      tr.replaceWith(from, to, state.schema.text(text, marks))
      return true
    })
    .setTextSelection(from + text.length)
    .run()
}

/** The words stay. */
export function removeLink(editor: Editor): void {
  const link = linkAt(editor.state)
  if (link === null) return
  const { from, to } = editor.state.selection
  editor
    .chain()
    .focus()
    .setTextSelection(link)
    .unsetMark('link')
    .setTextSelection({ from, to })
    .run()
}
