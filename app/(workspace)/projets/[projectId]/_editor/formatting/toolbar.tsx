'use client'

import type { Editor } from '@tiptap/core'
import type { DialogName } from './format-action.ts'
import { toolbarActions } from './format-actions.ts'
import { FormatBar } from './format-bar.tsx'
import styles from './toolbar.module.css'
import { useKeyboardInset } from './use-keyboard-inset.ts'

type ToolbarProps = { editor: Editor; partTitle: string; onOpen: (dialog: DialogName) => void }

/**
 * Formatting of the part being written. It floats at the foot of the window, where it covers no
 * line that is being typed; in the tab order it comes just before its editor.
 */
export function Toolbar({ editor, partTitle, onOpen }: ToolbarProps) {
  const inset = useKeyboardInset()
  return (
    <div className={styles.foot} style={inset > 0 ? { translate: `0 -${inset}px` } : undefined}>
      <FormatBar
        editor={editor}
        label={`Mise en forme de « ${partTitle} »`}
        groups={toolbarActions}
        onOpen={onOpen}
        className={styles.toolbar}
      />
    </div>
  )
}
