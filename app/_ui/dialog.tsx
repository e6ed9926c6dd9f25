'use client'

import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { buttonClass } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  /** What takes the focus when the dialog opens; by default its first control. */
  initialFocus?: RefObject<HTMLElement | null>
  /** What takes the focus back; by default what had it. */
  finalFocus?: RefObject<HTMLElement | null>
  footer?: ReactNode
  size?: 'small' | 'medium' | 'large'
  children: ReactNode
}

/** Keeps the focus inside, closes with Esc and gives the focus back; a whole sheet on phones. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, footer, size = 'small', children } = props
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.scrim} />
        <BaseDialog.Popup
          className={classNames(styles.dialog, styles[size])}
          {...(props.initialFocus ? { initialFocus: props.initialFocus } : {})}
          {...(props.finalFocus ? { finalFocus: props.finalFocus } : {})}
        >
          <div className={styles.head}>
            <div>
              <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
              {description ? (
                <BaseDialog.Description className={styles.description}>
                  {description}
                </BaseDialog.Description>
              ) : null}
            </div>
            <BaseDialog.Close
              className={classNames(buttonClass({ variant: 'quiet' }), styles.close)}
              aria-label="Fermer"
            >
              <X size={18} strokeWidth={1.75} aria-hidden />
            </BaseDialog.Close>
          </div>
          <div className={styles.body}>{children}</div>
          {footer ? <div className={styles.foot}>{footer}</div> : null}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
