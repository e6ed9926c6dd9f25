import { Link } from '@tiptap/extension-link'
import { isLinkTarget } from '#lib/domain/block.ts'
import { linkInputRule } from './link-input-rule.ts'

/**
 * A link with an address and nothing else: what is not stored (`target`, `rel`, `class`) cannot be
 * forged by another client.
 */
export const SafeLink = Link.extend({
  addAttributes() {
    return { href: { default: null } }
  },
  addInputRules() {
    return [linkInputRule]
  },
}).configure({
  openOnClick: false,
  // Typing next to a link must not write into it; what makes one is `linkInputRule`.
  autolink: false,
  linkOnPaste: true,
  defaultProtocol: 'https',
  isAllowedUri: (url) => typeof url === 'string' && isLinkTarget(url),
  HTMLAttributes: { rel: 'noopener noreferrer', target: null, class: null },
})
