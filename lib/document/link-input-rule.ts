import { InputRule } from '@tiptap/core'
import { linkAddress } from './link-address.ts'

/**
 * An address that was typed becomes a link at the space after it: one that says so itself
 * (`https://`, `www.`), or an e-mail address. Backspace at once takes the link back.
 */
export const linkInputRule = new InputRule({
  find: /(?:^|[\s(«])((?:https?:\/\/|www\.)[^\s]+|[^\s@:/(]+@[^\s@:/]+) $/,
  handler: ({ state, range, match }) => {
    const words = match[1]?.replace(/[.,;:!?)»]+$/, '') ?? ''
    const href = linkAddress(words)
    const type = state.schema.marks.link
    if (href === null || type === undefined) return null
    const from = range.from + match[0].indexOf(words)
    if (state.doc.rangeHasMark(from, from + words.length, type)) return null
    state.tr
      .insertText(' ', range.to)
      .addMark(from, from + words.length, type.create({ href }))
      .removeStoredMark(type)
    return undefined
  },
})
