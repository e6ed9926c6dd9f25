import { InputRule } from '@tiptap/core'
import type { BlockKind } from '#lib/domain/block.ts'

/** `- ` at the start of a block makes it an item, and so on: the signs go, the block stays. */
export const blockInputRules = [
  rule(/^[-+*]\s$/, 'bullet'),
  rule(/^\d{1,3}[.)]\s$/, 'ordered'),
  rule(/^\[([ x]?)\]\s$/i, 'task'),
  rule(/^>\s$/, 'quote'),
  rule(/^###\s$/, 'h3'),
  rule(/^####\s$/, 'h4'),
]

function rule(find: RegExp, kind: BlockKind): InputRule {
  return new InputRule({
    find,
    handler: ({ state, range, match }) => {
      const $from = state.doc.resolve(range.from)
      if ($from.parent.type.name !== 'paragraph' || $from.parent.attrs.kind === kind) return null
      // Attributes first: deleting moves no position before the block.
      state.tr.setNodeAttribute($from.before(), 'kind', kind)
      if (kind === 'task') {
        state.tr.setNodeAttribute($from.before(), 'checked', match[1]?.toLowerCase() === 'x')
      }
      state.tr.delete(range.from, range.to)
      return undefined
    },
  })
}
