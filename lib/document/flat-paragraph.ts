import { mergeAttributes, Node } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import { type BlockKind, blockKinds, maxIndent } from '#lib/domain/block.ts'
import { blockCommands } from './block-commands.ts'
import { blockInputRules } from './block-input-rules.ts'
import { blockKeymap } from './block-keymap.ts'

/**
 * The only text block: headings, items of lists and quotes are paragraphs with another `kind`.
 *
 * The Yjs binding cannot change a node's type: it deletes the node and writes another, and what a
 * colleague was typing in it goes. It can change an attribute.
 */
export const FlatParagraph = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',

  addAttributes() {
    return {
      kind: { default: null, parseHTML: kindOf, renderHTML: ({ kind }) => data('kind', kind) },
      indent: {
        default: 0,
        parseHTML: indentOf,
        renderHTML: ({ indent }) => data('indent', indent === 0 ? null : indent),
      },
      checked: {
        default: false,
        parseHTML: (element) => element.dataset.checked === 'true',
        renderHTML: ({ kind, checked }) => data('checked', kind === 'task' ? checked : null),
      },
    }
  },

  parseHTML() {
    // The editor's own tags; what other programs write is read by `readForeignHtml`.
    return [{ tag: 'p,h3,h4,blockquote' }]
  },

  renderHTML({ node, HTMLAttributes }) {
    return [tagOf(node), mergeAttributes(HTMLAttributes), 0]
  },

  addCommands() {
    return blockCommands
  },

  addKeyboardShortcuts() {
    return blockKeymap(this.editor)
  },

  addInputRules() {
    return blockInputRules
  },
})

function data(name: string, value: unknown): Record<string, string> {
  return value === null || value === undefined ? {} : { [`data-${name}`]: String(value) }
}

/** Items of lists stay paragraphs: a role of list item without its list would mislead. */
function tagOf(node: ProseMirrorNode): string {
  const kind: unknown = node.attrs.kind
  if (kind === 'h3' || kind === 'h4') return kind
  return kind === 'quote' ? 'blockquote' : 'p'
}

function kindOf(element: HTMLElement): BlockKind | null {
  return blockKinds.find((kind) => kind === element.dataset.kind) ?? null
}

function indentOf(element: HTMLElement): number {
  const indent = Number(element.dataset.indent)
  return Number.isInteger(indent) && indent > 0 ? Math.min(indent, maxIndent) : 0
}
