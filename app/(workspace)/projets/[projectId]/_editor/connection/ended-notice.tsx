'use client'

import { Button, buttonClass } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { closeCodes } from '#lib/wire/close-codes.ts'
import notice from '../room-notice.module.css'
import type { RoomStatus } from '../room-status.ts'
import { endingWords, unsentText } from './ending-words.ts'

export type EndedNoticeProps = {
  projectId: string
  status: Extract<RoomStatus, { kind: 'refused' | 'signed-out' }>
  download: (() => void) | null
}

/** Why nobody can write here any more, what is kept, and the way out. */
export function EndedNotice({ projectId, status, download }: EndedNoticeProps) {
  if (status.kind === 'refused') return <Refused status={status} download={download} />
  return <SignedOut projectId={projectId} download={status.unsent > 0 ? download : null} />
}

type RefusedProps = {
  status: Extract<RoomStatus, { kind: 'refused' }>
  download: (() => void) | null
}

function Refused({ status, download }: RefusedProps) {
  const { title, text, ways } = endingWords(status.code)
  const unsent = unsentText(status)
  const isReplaced = status.code === closeCodes.wrongEpoch
  return (
    <Callout tone="danger" title={title} className={notice.notice}>
      <p>{text}</p>
      {unsent === null ? null : <p>{unsent}</p>}
      <p className={notice.actions}>
        {(unsent !== null || isReplaced) && download ? (
          <Button variant="primary" size="small" onClick={download}>
            Télécharger une copie
          </Button>
        ) : null}
        {ways.includes('reload') ? (
          <Button size="small" onClick={() => location.reload()}>
            Recharger la page
          </Button>
        ) : null}
        {ways.includes('projects') ? (
          <a className={buttonClass({ size: 'small' })} href="/">
            Mes projets
          </a>
        ) : null}
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
      className={notice.notice}
      title={'Votre session a expiré. Reconnectez-vous\u00A0: rien n’est perdu.'}
    >
      <p>Gardez cette page ouverte : l’enregistrement y reprendra dès votre retour.</p>
      <p className={notice.actions}>
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
