'use client'

import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import blockStyles from './blocks.module.css'
import caretStyles from './carets.module.css'
import { createSectionEditor } from './create-section-editor.ts'
import type { OpenRoom } from './open-room.ts'
import styles from './section-editor.module.css'

type SectionEditorProps = {
  room: OpenRoom
  sectionId: string
  label: string
  editable: boolean
  onFocus: (editor: Editor) => void
}

/** Mounts the editor of one part for as long as the room is open. */
export function SectionEditor({ room, sectionId, label, editable, onFocus }: SectionEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const created = createSectionEditor({ element, room, sectionId, label, onFocus })
    setEditor(created)
    return () => {
      setEditor(null)
      created.destroy()
    }
  }, [room, sectionId, label, onFocus])
  useEffect(() => {
    editor?.setEditable(editable, false)
  }, [editor, editable])
  return (
    <div ref={host} className={classNames(styles.host, blockStyles.blocks, caretStyles.carets)} />
  )
}
