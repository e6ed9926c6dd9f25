import { Extension } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/**
 * Lets the binding look up the selection only in the text that it was made in.
 *
 * It remembers where the selection was, counted from the start of the part, before the changes that
 * come at once, and looks there in the text as it is before each of them. Once the first has made
 * the part shorter the place may not exist: the binding throws, the second change is not shown, and
 * the next key would write it away. What it remembers in terms of the document always holds.
 */
export const SteadySelection = Extension.create({
  name: 'steadySelection',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('steadySelection'),
        view: (view) => {
          const doc: unknown = ySyncPluginKey.getState(view.state)?.doc
          if (!(doc instanceof Y.Doc)) return {}
          let shown: ProseMirrorNode | null = null
          const begin = () => {
            shown = view.state.doc
          }
          const next = () => {
            const selection: unknown = ySyncPluginKey.getState(view.state)?.binding
              ?.beforeTransactionSelection
            if (shown === view.state.doc || typeof selection !== 'object') return
            if (selection !== null) Object.assign(selection, { absAnchor: null, absHead: null })
          }
          doc.on('beforeAllTransactions', begin)
          doc.on('beforeObserverCalls', next)
          return {
            destroy: () => {
              doc.off('beforeAllTransactions', begin)
              doc.off('beforeObserverCalls', next)
            },
          }
        },
      }),
    ]
  },
})
