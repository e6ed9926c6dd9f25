import { Node } from '@tiptap/core'

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
    return [{ tag: 'span[data-mention]' }]
  },

  renderHTML({ node, HTMLAttributes }) {
    return ['span', { 'data-mention': '', ...HTMLAttributes }, labelOf(node.attrs)]
  },

  renderText({ node }) {
    return labelOf(node.attrs)
  },
})

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
