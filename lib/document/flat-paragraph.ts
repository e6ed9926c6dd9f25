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
    return [
      { tag: 'p' },
      { tag: 'h1,h2,h3,h4,h5,h6' },
      { tag: 'li,blockquote', getAttrs: (element) => (beginsWithBlock(element) ? false : null) },
    ]
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
  const own = blockKinds.find((kind) => kind === element.dataset.kind)
  if (own !== undefined) return own
  const heading = /^H([1-6])$/.exec(element.tagName)?.[1]
  if (heading !== undefined) return Number(heading) <= 3 ? 'h3' : 'h4'
  const list = element.closest('li')?.parentElement
  if (list) return list.tagName === 'OL' ? 'ordered' : 'bullet'
  return element.closest('blockquote') === null ? null : 'quote'
}

function indentOf(element: HTMLElement): number {
  const own = Number(element.dataset.indent)
  if (Number.isInteger(own) && own >= 0) return Math.min(own, maxIndent)
  let depth = 0
  for (let at = element.closest('li'); at !== null; at = at.parentElement?.closest('li') ?? null) {
    depth += 1
  }
  return Math.min(Math.max(depth - 1, 0), maxIndent)
}

/** An element that begins with a block is none itself: what it holds becomes blocks. */
function beginsWithBlock(element: HTMLElement): boolean {
  const first = [...element.childNodes].find((child) => child.textContent?.trim() !== '')
  return /^(P|UL|OL|H[1-6]|BLOCKQUOTE|TABLE|DIV)$/.test(first?.nodeName ?? '')
}
