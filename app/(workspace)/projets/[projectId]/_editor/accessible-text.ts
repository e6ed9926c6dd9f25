import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/** What a part's text says of itself: a named field for who writes, plain text for who reads. */
export function accessibleText(label: string) {
  return Extension.create({
    name: 'accessibleText',
    addProseMirrorPlugins() {
      const { editor } = this
      const attributes = (): Record<string, string> => (editor.isEditable ? field(label) : TEXT)
      return [new Plugin({ key: new PluginKey('accessibleText'), props: { attributes } })]
    },
  })
}

const TEXT = { lang: 'fr' }

function field(label: string): Record<string, string> {
  return {
    ...TEXT,
    spellcheck: 'true',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    'data-placeholder': 'Écrivez ici…',
  }
}
