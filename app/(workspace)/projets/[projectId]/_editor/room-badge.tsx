import { Check, CloudOff, type LucideIcon, OctagonAlert, RefreshCw } from 'lucide-react'
import styles from './room-badge.module.css'
import type { RoomStatus } from './room-status.ts'
import { type StatusIcon, statusWords } from './status-words.ts'

const ICONS: Record<StatusIcon, LucideIcon> = {
  check: Check,
  arrows: RefreshCw,
  'cloud-off': CloudOff,
  alert: OctagonAlert,
}

/** The save state in words. The hour is outside what is announced: it would repeat all day. */
export function RoomBadge({ status, canWrite }: { status: RoomStatus; canWrite: boolean }) {
  const { icon, text, detail } = statusWords(status, canWrite)
  const Icon = ICONS[icon]
  return (
    <span className={styles.badge} data-icon={icon} data-state={status.kind}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      <span role="status">{text}</span>
      {detail ? <span className={styles.detail}>{detail}</span> : null}
    </span>
  )
}
