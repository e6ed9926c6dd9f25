'use client'

import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useState } from 'react'
import { Bubbles } from './bubbles.tsx'
import type { DialogName } from './format-action.ts'
import { LinkDialog } from './link-dialog.tsx'
import { TableDialog } from './table-dialog.tsx'
import { Toolbar } from './toolbar.tsx'
import { TypedMenuList } from './typed-menu-list.tsx'
import { useTypedMenu } from './use-typed-menu.ts'

type WritingToolsProps = {
  /** Null while nobody may write here. */
  editor: Editor | null
  partTitle: string
  /** Whether the part, or a tool of it, has the focus. */
  isActive: boolean
  /** The text itself, which stays in its place whatever is shown around it. */
  children: ReactNode
}

/** All that helps to write a part, around its text. */
export function WritingTools({ editor, partTitle, isActive, children }: WritingToolsProps) {
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const choose = useTypedMenu(editor, setDialog)
  useLinkKey(editor, setDialog)
  const close = () => setDialog(null)
  const shown = isActive ? editor : null
  return (
    <div>
      {shown ? <Toolbar editor={shown} partTitle={partTitle} onOpen={setDialog} /> : null}
      {children}
      {shown && dialog === null ? <Bubbles editor={shown} onOpen={setDialog} /> : null}
      {shown ? <TypedMenuList editor={shown} onChoose={choose} /> : null}
      {editor && dialog === 'link' ? <LinkDialog editor={editor} onClose={close} /> : null}
      {editor && dialog === 'table' ? <TableDialog editor={editor} onClose={close} /> : null}
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
