import { Node } from '@tiptap/core'
import type { Mention as MentionValue } from '#lib/domain/block.ts'
import { entities } from './records.ts'

/** Names a person (`entity: 'actor'`) or a record in running text; `label` is what was chosen. */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,

  addAttributes() {
    return { id: attribute('id'), label: attribute('label'), entity: attribute('entity') }
  },

  parseHTML() {
    return [
      {
        tag: 'span[data-mention]',
        getAttrs: (element) => (readMention(element) === null ? false : null),
      },
    ]
  },

  renderHTML({ node, HTMLAttributes }) {
    return ['span', { 'data-mention': '', ...HTMLAttributes }, labelOf(node.attrs)]
  },

  renderText({ node }) {
    return labelOf(node.attrs)
  },

  addKeyboardShortcuts() {
    // Browsers disagree on what they delete beside an element that cannot be edited.
    const remove = (side: 'nodeBefore' | 'nodeAfter') => () =>
      this.editor.commands.command(({ tr }) => {
        const { $from, empty } = tr.selection
        const node = $from[side]
        if (!empty || node?.type.name !== this.name) return false
        const from = side === 'nodeBefore' ? $from.pos - node.nodeSize : $from.pos
        tr.delete(from, from + node.nodeSize)
        return true
      })
    return { Backspace: remove('nodeBefore'), Delete: remove('nodeAfter') }
  },
})

/**
 * The mention that an element is, or null: pasted HTML may claim anything, and what is out of bounds
 * would be refused with all that was typed around it.
 */
export function readMention(element: Element): MentionValue | null {
  const id = element.getAttribute('data-id') ?? ''
  const label = element.getAttribute('data-label') ?? element.textContent ?? ''
  const entity = entities.find((known) => known === element.getAttribute('data-entity'))
  if (entity === undefined || id === '' || id.length > 100 || label.length > 200) return null
  return { type: 'mention', id, label, entity }
}

function attribute(name: string) {
  return {
    default: '',
    parseHTML: (element: HTMLElement) => element.dataset[name] ?? '',
    renderHTML: (attributes: Record<string, unknown>) => ({
      [`data-${name}`]: String(attributes[name]),
    }),
  }
}

function labelOf(attributes: Record<string, unknown>): string {
  return String(attributes.label)
}
