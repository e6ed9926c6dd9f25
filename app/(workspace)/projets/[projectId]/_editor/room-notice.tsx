'use client'

import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { LinkButton } from '#app/_ui/link-button.tsx'
import { downloadUnsentCopy } from './download-unsent-copy.ts'
import type { OpenRoom } from './open-room.ts'
import type { EditorPage } from './page-model.ts'
import styles from './room-notice.module.css'
import type { RoomStatus } from './room-status.ts'
import { endWords, unsentText } from './status-words.ts'

type RoomNoticeProps = { page: EditorPage; room: OpenRoom | null; status: RoomStatus }

/** Why writing has stopped, what is kept, and what to do. */
export function RoomNotice({ page, room, status }: RoomNoticeProps) {
  if (status.kind === 'signed-out') return <SignedOut projectId={page.id} />
  if (status.kind !== 'refused') return null
  const { title, text } = endWords(status.code)
  return (
    <Callout tone="danger" title={title} className={styles.notice}>
      <p>{text}</p>
      {status.unsent > 0 ? <p>{unsentText(status.unsent)}</p> : null}
      <p className={styles.actions}>
        {status.unsent > 0 && room ? (
          <Button
            variant="primary"
            size="small"
            onClick={() => void downloadUnsentCopy(page, room)}
          >
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

/** The link opens a new window: this one keeps the edits and sends them once it is signed in. */
function SignedOut({ projectId }: { projectId: string }) {
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
        <LinkButton href={address} target="_blank" variant="primary" size="small">
          Se connecter (nouvel onglet)
        </LinkButton>
      </p>
    </Callout>
  )
}
