'use client'

import { Check, CloudOff, type LucideIcon, OctagonAlert, RefreshCw } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import type { RoomStatus } from '../room-status.ts'
import { retryText, type StatusIcon, statusWords } from '../status-words.ts'
import { ConnectionDetails, type ConnectionProps } from './connection-details.tsx'
import styles from './save-state.module.css'
import { useNow } from './use-now.ts'

const ICONS: Record<StatusIcon, LucideIcon> = {
  check: Check,
  arrows: RefreshCw,
  'cloud-off': CloudOff,
  alert: OctagonAlert,
}

/**
 * The save state in words, a button that opens the details of the connection. Only the words are
 * announced, and only when they change: hours and seconds would repeat all day.
 */
export function SaveState({ page, room, status }: ConnectionProps) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const id = useId()
  const { icon, text } = statusWords(status, page.canWrite)
  const Icon = ICONS[icon]
  return (
    <>
      <VisuallyHidden>
        <span role="status">{text}</span>
      </VisuallyHidden>
      <button
        ref={button}
        type="button"
        className={styles.badge}
        data-icon={icon}
        data-state={status.kind}
        popoverTarget={id}
        title="État de la connexion"
      >
        <Icon size={14} strokeWidth={2} aria-hidden />
        <span>{text}</span>
        <Detail status={status} canWrite={page.canWrite} />
        <VisuallyHidden>{'\u00A0: état de la connexion'}</VisuallyHidden>
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="État de la connexion"
        className={styles.popover}
        onBeforeToggle={() => placeUnder(popover.current, button.current)}
        onToggle={(event) => setIsOpen(event.newState === 'open')}
      >
        {isOpen ? <ConnectionDetails page={page} room={room} status={status} /> : null}
      </div>
    </>
  )
}

function Detail({ status, canWrite }: { status: RoomStatus; canWrite: boolean }) {
  const retryAt = status.kind === 'failing' ? status.retryAt : null
  const now = useNow(retryAt !== null)
  const { detail } = statusWords(status, canWrite)
  const text = retryAt === null ? detail : ` ${retryText(retryAt, now)}`
  return text ? <span className={styles.detail}>{text}</span> : null
}

/** What is in the browser's top layer has no place of its own. */
function placeUnder(popover: HTMLElement | null, button: HTMLElement | null): void {
  if (popover === null || button === null) return
  const { left, bottom } = button.getBoundingClientRect()
  popover.style.setProperty('--left', `${left}px`)
  popover.style.setProperty('--top', `${bottom}px`)
}
