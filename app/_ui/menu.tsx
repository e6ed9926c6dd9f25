'use client'

import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { ReactNode, RefObject } from 'react'
import styles from './menu.module.css'
import { useLandmark } from './use-landmark.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

type MenuProps = {
  /** Accessible name of the button that opens the menu; `trigger` only shows it. */
  label: string
  trigger: ReactNode
  triggerRef?: RefObject<HTMLButtonElement | null>
  /** Lines above the choices that are read, not chosen. */
  heading?: ReactNode
  children: ReactNode
}

export function Menu({ label, trigger, triggerRef, heading, children }: MenuProps) {
  const [landmarkRef, landmark] = useLandmark()
  const attach = (button: HTMLButtonElement | null) => {
    landmarkRef(button)
    if (triggerRef) triggerRef.current = button
  }
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger ref={attach} className={styles.trigger} title={label}>
        {trigger}
        <VisuallyHidden>{label}</VisuallyHidden>
      </BaseMenu.Trigger>
      <BaseMenu.Portal container={landmark} className={styles.portal}>
        <BaseMenu.Positioner className={styles.positioner} sideOffset={8} align="end">
          <BaseMenu.Popup className={styles.popup}>
            {heading ? (
              <BaseMenu.Group>
                <BaseMenu.GroupLabel className={styles.heading}>{heading}</BaseMenu.GroupLabel>
                {children}
              </BaseMenu.Group>
            ) : (
              children
            )}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

export function MenuItem({ icon, onSelect, children }: MenuItemProps) {
  return (
    <BaseMenu.Item className={styles.item} onClick={onSelect}>
      {icon}
      {children}
    </BaseMenu.Item>
  )
}

type MenuItemProps = { icon?: ReactNode; onSelect: () => void; children: ReactNode }
