'use client'

import type { Editor } from '@tiptap/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import blockStyles from './blocks.module.css'
import caretStyles from './carets.module.css'
import { createSectionEditor } from './create-section-editor.ts'
import { WritingTools } from './formatting/writing-tools.tsx'
import type { OpenRoom } from './open-room.ts'
import styles from './section-editor.module.css'

type SectionEditorProps = {
  room: OpenRoom
  sectionId: string
  /** The part's title, which names the editor. */
  label: string
  editable: boolean
}

/** The text of one part, and its tools while it is being written. */
export function SectionEditor({ room, sectionId, label, editable }: SectionEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [isActive, setIsActive] = useState(false)
  const editableFirst = useRef(editable)
  // Before the browser paints: the editor takes the place of the text that stood here.
  useLayoutEffect(() => {
    const element = host.current
    if (element === null) return
    const created = createSectionEditor({
      ...{ element, room, sectionId, label, editable: editableFirst.current },
      onFocus: () => setIsActive(true),
    })
    setEditor(created)
    const remove = room.editors.add(sectionId, created)
    return () => {
      setEditor(null)
      remove()
      created.destroy()
    }
  }, [room, sectionId, label])
  useEffect(() => {
    editableFirst.current = editable
    editor?.setEditable(editable, false)
  }, [editor, editable])
  useEffect(() => {
    const box = host.current?.parentElement
    if (!box) return
    const left = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && box.contains(relatedTarget))) setIsActive(false)
    }
    box.addEventListener('focusout', left)
    return () => box.removeEventListener('focusout', left)
  }, [])
  return (
    <WritingTools
      {...{ isActive }}
      editor={editable ? editor : null}
      doc={room.doc}
      partTitle={label}
    >
      <div ref={host} className={classNames(styles.host, blockStyles.blocks, caretStyles.carets)} />
    </WritingTools>
  )
}
