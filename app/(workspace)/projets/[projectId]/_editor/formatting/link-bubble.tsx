'use client'

import { type Editor, posToDOMRect } from '@tiptap/core'
import { ExternalLink, Pencil, Unlink } from 'lucide-react'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import styles from './bubbles.module.css'
import { Floating } from './floating.tsx'
import { linkAt, removeLink } from './link-edits.ts'
import { useEditorValue } from './use-editor-value.ts'

type LinkBubbleProps = { editor: Editor; onEdit: () => void }

/** Where the link with the caret leads: to follow, to change, to take away. */
export function LinkBubble({ editor, onEdit }: LinkBubbleProps) {
  const at = useEditorValue(editor, linkHere)
  const link = at === null ? null : linkAt(editor.state)
  if (at === null || link === null) return null
  const anchor = () => {
    const found = linkAt(editor.state)
    return found ? posToDOMRect(editor.view, found.from, found.to) : new DOMRect()
  }
  return (
    <Floating {...{ editor, anchor, at }} placement="top-start">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form. */}
      <div
        className={styles.link}
        role="group"
        aria-label="Lien"
        onKeyDown={(event) => {
          if (event.key === 'Escape') editor.commands.focus()
        }}
      >
        <a className={styles.address} href={link.href} target="_blank" rel="noopener noreferrer">
          <ExternalLink size={16} strokeWidth={1.75} aria-hidden />
          <span className={styles.href}>{link.href}</span>
          <VisuallyHidden>(nouvelle fenêtre)</VisuallyHidden>
        </a>
        <IconButton label="Modifier le lien" size="small" onClick={onEdit}>
          <Pencil size={16} strokeWidth={1.75} aria-hidden />
        </IconButton>
        <IconButton label="Retirer le lien" size="small" onClick={() => removeLink(editor)}>
          <Unlink size={16} strokeWidth={1.75} aria-hidden />
        </IconButton>
      </div>
    </Floating>
  )
}

function linkHere({ state }: Editor): string | null {
  const link = state.selection.empty ? linkAt(state) : null
  return link ? `${link.from}-${link.to} ${link.href}` : null
}
