'use client'

import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import dialogStyles from '#app/_ui/dialog.module.css'
import { IconButton } from '#app/_ui/icon-button.tsx'
import styles from './small-dialog.module.css'

type SmallDialogProps = {
  title: string
  onClose: () => void
  onSubmit: () => void
  footer: ReactNode
  children: ReactNode
}

/**
 * A form over the page, open for as long as it is there. It is the browser's own dialog: no code to
 * fetch when the connection is away, and the focus goes back to the text by itself.
 */
export function SmallDialog({ title, onClose, onSubmit, footer, children }: SmallDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector('input')?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={classNames(dialogStyles.dialog, dialogStyles.small, styles.dialog)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <div className={dialogStyles.head}>
          <h2 id={titleId} className={dialogStyles.title}>
            {title}
          </h2>
          <IconButton label="Fermer" onMouseDown={keepFocus} onClick={onClose}>
            <X size={18} strokeWidth={1.75} aria-hidden />
          </IconButton>
        </div>
        <div className={classNames(dialogStyles.body, styles.body)}>{children}</div>
        <div className={dialogStyles.foot}>{footer}</div>
      </form>
    </dialog>
  )
}

/** A field that is left may show its fault, and move the button from under the pointer. */
export function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault()
}
