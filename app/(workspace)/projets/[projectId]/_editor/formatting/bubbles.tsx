'use client'

import { type Editor, posToDOMRect } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { useEffect, useState } from 'react'
import { isInTable } from '#lib/document/insert-blocks.ts'
import styles from './bubbles.module.css'
import { Floating } from './floating.tsx'
import type { DialogName } from './format-action.ts'
import { bubbleActions } from './format-actions.ts'
import { FormatBar } from './format-bar.tsx'
import { LinkBubble } from './link-bubble.tsx'
import { tableActions } from './table-actions.ts'
import { useEditorValue } from './use-editor-value.ts'

type BubblesProps = { editor: Editor; onOpen: (dialog: DialogName) => void }

/** What concerns the place of the caret alone. In the tab order it comes just after the text. */
export function Bubbles({ editor, onOpen }: BubblesProps) {
  const isPressing = usePressing(editor)
  return (
    <>
      {isPressing ? null : <SelectionBubble editor={editor} onOpen={onOpen} />}
      <LinkBubble editor={editor} onEdit={() => onOpen('link')} />
      <TableBubble editor={editor} onOpen={onOpen} />
    </>
  )
}

function SelectionBubble({ editor, onOpen }: BubblesProps) {
  const selected = useEditorValue(editor, selectedWords)
  if (selected === null) return null
  const anchor = () => {
    const { from, to } = editor.state.selection
    return posToDOMRect(editor.view, from, to)
  }
  return (
    <Floating {...{ editor, anchor }} at={selected} placement="top" className={styles.selection}>
      <FormatBar
        {...{ editor, onOpen }}
        label="Mise en forme de la sélection"
        groups={bubbleActions}
      />
    </Floating>
  )
}

function TableBubble({ editor, onOpen }: BubblesProps) {
  const table = useEditorValue(editor, tableHere)
  if (table === null) return null
  const anchor = () => {
    const { $from } = editor.state.selection
    const element = isInTable($from) ? editor.view.nodeDOM($from.before(1)) : null
    return element instanceof HTMLElement ? element.getBoundingClientRect() : new DOMRect()
  }
  return (
    <Floating {...{ editor, anchor }} at={table} placement="bottom-start" flips={false}>
      <FormatBar {...{ editor, onOpen }} label="Tableau" groups={tableActions} />
    </Floating>
  )
}

/** Where words are selected, or null. */
function selectedWords({ state: { selection, doc } }: Editor): string | null {
  const { from, to } = selection
  if (selection.empty || !(selection instanceof TextSelection)) return null
  return doc.textBetween(from, to, ' ').trim() === '' ? null : `${from}-${to}`
}

/** Where the table with the caret is, and how long it is; or null. */
function tableHere({ state }: Editor): string | null {
  const { $from } = state.selection
  return isInTable($from) ? `${$from.before(1)}-${$from.node(1).nodeSize}` : null
}

/** True while the mouse is down in the text: what is being selected must not be covered. */
function usePressing(editor: Editor): boolean {
  const [isPressing, setIsPressing] = useState(false)
  useEffect(() => {
    const text = editor.view.dom
    const press = () => setIsPressing(true)
    const release = () => setIsPressing(false)
    text.addEventListener('pointerdown', press)
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', release)
    return () => {
      text.removeEventListener('pointerdown', press)
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', release)
    }
  }, [editor])
  return isPressing
}
