'use client'

import { BookOpen, Moon, PencilLine, Search, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { themeAction, useTheme } from '#app/_ui/use-theme.ts'
import type { ModeChoice } from '../mode/use-mode.ts'
import type { EditorPage } from '../page-model.ts'
import type { DeviceSettings } from '../settings/device-settings.ts'
import { TextSizeControl } from '../text-size/text-size-control.tsx'
import styles from './more-menu.module.css'

export type MoreMenuProps = {
  page: EditorPage
  /** Null for those who cannot write. */
  mode: ModeChoice | null
  device: DeviceSettings
  onFind: () => void
  close: () => void
}

const ICON = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const

/** What the bar has no room for, or what is rarely used. */
export function MoreMenu({ page, mode, device, onFind, close }: MoreMenuProps) {
  const { other, toggle } = useTheme()
  // Closed first: the focus goes back to the button, and from there to where the choice leads.
  const closing = (action: () => void) => () => {
    close()
    action()
  }
  return (
    <div className={styles.menu}>
      <div className={styles.status}>
        <StatusChip status={page.status} />
      </div>
      <ul className={styles.actions}>
        <Action icon={<Search {...ICON} />} className={styles.find} onPress={closing(onFind)}>
          Rechercher dans le projet
        </Action>
        {mode ? <ModeAction mode={mode} closing={closing} /> : null}
        <Action icon={other === 'dark' ? <Moon {...ICON} /> : <Sun {...ICON} />} onPress={toggle}>
          {themeAction(other)}
        </Action>
      </ul>
      <TextSizeControl device={device} />
    </div>
  )
}

type ModeActionProps = { mode: ModeChoice; closing: (action: () => void) => () => void }

function ModeAction({ mode: { mode, write, read }, closing }: ModeActionProps) {
  if (mode === 'write') {
    return (
      <Action icon={<BookOpen {...ICON} />} onPress={closing(read)} note="sans modifier le texte">
        Lire
      </Action>
    )
  }
  if (write === null) return null
  return (
    <Action icon={<PencilLine {...ICON} />} onPress={closing(write)}>
      Rédiger
    </Action>
  )
}

type ActionProps = {
  icon: ReactNode
  note?: string
  className?: string | undefined
  onPress: () => void
  children: ReactNode
}

function Action({ icon, note, className, onPress, children }: ActionProps) {
  return (
    <li className={className}>
      <button type="button" className={styles.action} onClick={onPress}>
        {icon}
        <span>
          {children}
          {note ? <small className={styles.note}>{` ${note}`}</small> : null}
        </span>
      </button>
    </li>
  )
}
