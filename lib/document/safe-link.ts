import { Mark, markPasteRule } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { isLinkTarget } from '#lib/domain/block.ts'
import { addressesIn, linkAddress } from './link-address.ts'
import { linkInputRule } from './link-input-rule.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    link: {
      /** Does nothing with an address that a link may not have. */
      setLink: (attributes: { href: string }) => ReturnType
    }
  }
}

/**
 * A link with an address and nothing else: what is not stored (`target`, `rel`, `class`) cannot be
 * forged by another client. Typing next to a link does not write into it.
 *
 * Not Tiptap's own: with its reader of addresses that one weighs a tenth of the editor.
 */
export const SafeLink = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  exitable: true,
  keepOnSplit: false,

  addAttributes() {
    return { href: { default: null } }
  },

  parseHTML() {
    return [
      {
        tag: 'a[href]',
        getAttrs: (element) => (isLinkTarget(element.getAttribute('href') ?? '') ? null : false),
      },
    ]
  },

  renderHTML({ HTMLAttributes: { href } }) {
    const address = typeof href === 'string' && isLinkTarget(href) ? href : ''
    return ['a', { rel: 'noopener noreferrer', href: address }, 0]
  },

  addCommands() {
    return {
      setLink:
        ({ href }) =>
        ({ commands }) =>
          isLinkTarget(href) && commands.setMark(this.name, { href }),
    }
  },

  addInputRules() {
    return [linkInputRule]
  },

  addPasteRules() {
    return [
      markPasteRule({
        type: this.type,
        find: (text) => addressesIn(text).map((found) => ({ ...found, data: found })),
        getAttributes: ({ data }) => ({ href: data?.text }),
      }),
    ]
  },

  addProseMirrorPlugins() {
    const { editor, type } = this
    return [
      new Plugin({
        key: new PluginKey('pasteLink'),
        props: {
          // An address that is pasted over words becomes theirs.
          handlePaste: (view, _event, { content }) => {
            const text = content.textBetween(0, content.size)
            const href = isPlainAddress(text) ? linkAddress(text) : null
            if (view.state.selection.empty || href === null) return false
            return editor.commands.setMark(type, { href })
          },
        },
      }),
    ]
  },
})

/** As when it is typed: `fin.de` may be two words that lack a space. */
function isPlainAddress(text: string): boolean {
  return /^(https?:\/\/|www\.|mailto:|[^\s@:/(]+@)/i.test(text)
}
