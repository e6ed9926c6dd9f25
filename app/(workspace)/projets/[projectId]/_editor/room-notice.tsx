'use client'

import type { ReactNode } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { onDemand } from './bar/on-demand.tsx'
import type { EndedNoticeProps } from './connection/ended-notice.tsx'
import { downloadUnsentCopy } from './download-unsent-copy.ts'
import type { OpenRoom } from './open-room.ts'
import type { EditorPage } from './page-model.ts'
import styles from './room-notice.module.css'
import type { RoomStatus } from './room-status.ts'

/** The server has just said why: it is there to give the words, unless it has newer ones only. */
const EndedNotice = onDemand<EndedNoticeProps>(
  async () => (await import('./connection/ended-notice.tsx')).EndedNotice,
  PlainNotice,
)

type RoomNoticeProps = { page: EditorPage; room: OpenRoom | null; status: RoomStatus }

/** Why writing has stopped or should, what is kept, and what to do. */
export function RoomNotice({ page, room, status }: RoomNoticeProps) {
  const download = room ? () => downloadUnsentCopy(room.unsentCopy(page)) : null
  if (status.kind === 'signed-out' || status.kind === 'refused') {
    return <EndedNotice projectId={page.id} status={status} download={download} />
  }
  const isFull = (status.kind === 'offline' || status.kind === 'failing') && status.copy === 'full'
  return isFull && download ? <DeviceFull download={download} /> : null
}

function DeviceFull({ download }: { download: () => void }) {
  return (
    <Plain
      title={'L’espace de cet appareil est plein\u00A0: téléchargez une copie avant de continuer.'}
      text="Vos modifications ne sont gardées que dans cette page, jusqu’au retour du réseau."
      download={download}
    />
  )
}

function PlainNotice({ status, download }: EndedNoticeProps) {
  return (
    <Plain
      title="Ce document est fermé ici"
      text="Rechargez la page pour continuer."
      download={status.unsent > 0 ? download : null}
    >
      <Button size="small" onClick={() => location.reload()}>
        Recharger la page
      </Button>
    </Plain>
  )
}

type PlainProps = {
  title: string
  text: string
  download: (() => void) | null
  children?: ReactNode
}

function Plain({ title, text, download, children }: PlainProps) {
  return (
    <Callout tone="danger" className={styles.notice} title={title}>
      <p>{text}</p>
      <p className={styles.actions}>
        {download ? (
          <Button variant="primary" size="small" onClick={download}>
            Télécharger une copie
          </Button>
        ) : null}
        {children}
      </p>
    </Callout>
  )
}
