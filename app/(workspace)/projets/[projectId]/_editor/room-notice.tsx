'use client'

import { Button, buttonClass } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { downloadUnsentCopy } from './download-unsent-copy.ts'
import type { OpenRoom } from './open-room.ts'
import type { EditorPage } from './page-model.ts'
import styles from './room-notice.module.css'
import type { RoomStatus } from './room-status.ts'
import { endWords, unsentText } from './status-words.ts'

type RoomNoticeProps = { page: EditorPage; room: OpenRoom | null; status: RoomStatus }

/** Why writing has stopped or should, what is kept, and what to do. */
export function RoomNotice({ page, room, status }: RoomNoticeProps) {
  const download = room ? () => downloadUnsentCopy(room.unsentCopy(page)) : null
  if (status.kind === 'signed-out') {
    return <SignedOut projectId={page.id} download={status.unsent > 0 ? download : null} />
  }
  if (status.kind === 'refused') return <Ended {...status} download={download} />
  const isFull = (status.kind === 'offline' || status.kind === 'failing') && status.copy === 'full'
  return isFull && download ? <DeviceFull download={download} /> : null
}

type EndedProps = { code: number | null; unsent: number; download: (() => void) | null }

function Ended({ code, unsent, download }: EndedProps) {
  const { title, text } = endWords(code)
  return (
    <Callout tone="danger" title={title} className={styles.notice}>
      <p>{text}</p>
      {unsent > 0 ? <p>{unsentText(unsent)}</p> : null}
      <p className={styles.actions}>
        {unsent > 0 && download ? (
          <Button variant="primary" size="small" onClick={download}>
            Télécharger une copie
          </Button>
        ) : null}
        <Button size="small" onClick={() => location.reload()}>
          Recharger la page
        </Button>
      </p>
    </Callout>
  )
}

function DeviceFull({ download }: { download: () => void }) {
  return (
    <Callout
      tone="danger"
      className={styles.notice}
      title={'L’espace de cet appareil est plein\u00A0: téléchargez une copie avant de continuer.'}
    >
      <p>Vos modifications ne sont gardées que dans cette page, jusqu’au retour du réseau.</p>
      <p className={styles.actions}>
        <Button variant="primary" size="small" onClick={download}>
          Télécharger une copie
        </Button>
      </p>
    </Callout>
  )
}

/** The link opens a new window: this one keeps the edits and sends them once it is signed in. */
function SignedOut({ projectId, download }: { projectId: string; download: (() => void) | null }) {
  const address = `/?retour=${encodeURIComponent(`/projets/${projectId}`)}`
  return (
    <Callout
      tone="warn"
      role="alert"
      className={styles.notice}
      title={'Votre session a expiré. Reconnectez-vous\u00A0: rien n’est perdu.'}
    >
      <p>Gardez cette page ouverte : l’enregistrement y reprendra dès votre retour.</p>
      <p className={styles.actions}>
        <a
          className={buttonClass({ variant: 'primary', size: 'small' })}
          href={address}
          target="_blank"
          rel="noopener"
        >
          Se connecter (nouvel onglet)
        </a>
        {download === null ? null : (
          <Button size="small" onClick={download}>
            Télécharger une copie
          </Button>
        )}
      </p>
    </Callout>
  )
}
