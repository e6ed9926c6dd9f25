import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/**
 * Escape, then Tab or Shift+Tab leaves the editor: inside it, Tab indents.
 *
 * It listens to the DOM event and not through a keymap: a keymap that handles Tab also prevents
 * the browser from moving the focus.
 */
export const leaveWithTab = Extension.create({
  name: 'leaveWithTab',
  priority: 1000,
  addProseMirrorPlugins() {
    let leaving = false
    return [
      new Plugin({
        key: new PluginKey('leaveWithTab'),
        props: {
          handleDOMEvents: {
            keydown: (_view, event) => {
              const leaves = leaving && event.key === 'Tab'
              leaving = event.key === 'Escape' || (leaving && event.key === 'Shift')
              return leaves
            },
            blur: () => {
              leaving = false
              return false
            },
          },
        },
      }),
    ]
  },
})
