'use client'

import { Check, CloudOff, type LucideIcon, OctagonAlert, RefreshCw } from 'lucide-react'
import { Button } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { downloadUnsentCopy } from '../download-unsent-copy.ts'
import type { OpenRoom } from '../open-room.ts'
import type { EditorPage } from '../page-model.ts'
import type { RoomStatus } from '../room-status.ts'
import styles from './connection-details.module.css'
import { type ConnectionTone, connectionRows, connectionWords } from './connection-words.ts'
import { useNow } from './use-now.ts'

export type ConnectionProps = { page: EditorPage; room: OpenRoom | null; status: RoomStatus }

const ICONS: Record<ConnectionTone, LucideIcon> = {
  ok: Check,
  info: RefreshCw,
  warn: CloudOff,
  danger: OctagonAlert,
}

/** States in which the next attempt may be asked for at once. */
const RETRIED = ['reconnecting', 'offline', 'failing']

/** By where the text goes, and what the server has confirmed. */
export function ConnectionDetails({ page, room, status }: ConnectionProps) {
  const now = useNow(true)
  const facts = room?.facts() ?? null
  const { tone, title, text } = connectionWords(status, facts?.link ?? null)
  const Icon = ICONS[tone]
  const { canWrite, sharedComputer } = page
  const rows = facts ? connectionRows({ facts, now, canWrite, sharedComputer }) : []
  return (
    <>
      <div className={classNames(styles.head, styles[tone])}>
        <Icon size={18} strokeWidth={1.75} aria-hidden />
        <div>
          <strong>{title}</strong>
          <p>{text}</p>
        </div>
      </div>
      <dl className={styles.facts}>
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {room ? (
        <div className={styles.actions}>
          {RETRIED.includes(status.kind) ? (
            <Button size="small" onClick={room.retry}>
              <RefreshCw size={16} strokeWidth={1.75} aria-hidden />
              Réessayer maintenant
            </Button>
          ) : null}
          <Button size="small" onClick={() => downloadUnsentCopy(room.unsentCopy(page))}>
            Télécharger une copie
          </Button>
        </div>
      ) : null}
    </>
  )
}
