'use client'

import type { Editor } from '@tiptap/core'
import { useCallback, useSyncExternalStore } from 'react'

/**
 * What `read` finds in the editor; draws again only when that is another value.
 *
 * @param read must give the same value, by identity, for as long as nothing that it reads changes.
 */
export function useEditorValue<Value>(editor: Editor, read: (editor: Editor) => Value): Value {
  const subscribe = useCallback(
    (onChange: () => void) => {
      editor.on('transaction', onChange)
      return () => {
        editor.off('transaction', onChange)
      }
    },
    [editor],
  )
  const snapshot = () => read(editor)
  return useSyncExternalStore(subscribe, snapshot, snapshot)
}
