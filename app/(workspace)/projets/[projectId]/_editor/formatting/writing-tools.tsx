'use client'

import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useState } from 'react'
import type * as Y from 'yjs'
import type { DialogName } from './format-action.ts'
import { useToolsCode } from './use-tools-code.ts'

type WritingToolsProps = {
  /** Null while nobody may write here. */
  editor: Editor | null
  doc: Y.Doc
  partTitle: string
  /** Whether the part, or a tool of it, has the focus. */
  isActive: boolean
  /** The text itself, which stays in its place whatever is shown around it. */
  children: ReactNode
}

/** All that helps to write a part, around its text. */
export function WritingTools({ editor, doc, partTitle, isActive, children }: WritingToolsProps) {
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const tools = useToolsCode(isActive && editor !== null)
  useLinkKey(editor, setDialog)
  const close = () => setDialog(null)
  const shown = isActive ? editor : null
  return (
    <div>
      {tools && shown ? (
        <tools.Toolbar {...{ partTitle }} editor={shown} onOpen={setDialog} />
      ) : null}
      {children}
      {tools && shown && dialog === null ? (
        <tools.Bubbles editor={shown} onOpen={setDialog} />
      ) : null}
      {tools && shown ? (
        <tools.TypedMenuList {...{ doc }} editor={shown} onOpen={setDialog} />
      ) : null}
      {tools && editor && dialog === 'link' ? (
        <tools.LinkDialog editor={editor} onClose={close} />
      ) : null}
      {tools && editor && dialog === 'table' ? (
        <tools.TableDialog editor={editor} onClose={close} />
      ) : null}
    </div>
  )
}

/** Ctrl+K, which browsers keep for their own search otherwise. */
function useLinkKey(editor: Editor | null, onOpen: (dialog: DialogName) => void): void {
  useEffect(() => {
    const text = editor?.view.dom
    const open = (event: KeyboardEvent) => {
      const isPlain = !event.altKey && !event.shiftKey
      if (!isPlain || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      onOpen('link')
    }
    text?.addEventListener('keydown', open)
    return () => text?.removeEventListener('keydown', open)
  }, [editor, onOpen])
}
