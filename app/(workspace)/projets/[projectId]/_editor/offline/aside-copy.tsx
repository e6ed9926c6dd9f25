'use client'

import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { count, relative } from '#lib/i18n/format.ts'
import { downloadUnsentCopy } from '../download-unsent-copy.ts'
import type { EditorPage } from '../page-model.ts'
import notice from '../room-notice.module.css'
import type { SetAside } from './device-database.ts'

export type AsideCopyProps = { page: EditorPage; copy: SetAside }

/** A document that was set aside: to be taken, and then let go. */
export function AsideCopy({ page, copy }: AsideCopyProps) {
  const [state, setState] = useState<'waiting' | 'taken' | 'removed'>('waiting')
  const take = async () => {
    const { roomCode } = await import('../room-code.ts')
    downloadUnsentCopy(roomCode.copyOfAside(page, copy))
    setState('taken')
  }
  const remove = async () => {
    const { roomCode } = await import('../room-code.ts')
    await roomCode.removeAside(copy.id)
    setState('removed')
  }
  if (state === 'removed') return null
  return (
    <Callout tone="warn" title={asideTitle(copy)}>
      <p>{asideText(copy)}</p>
      <p className={notice.actions}>
        <Button size="small" onClick={() => void take()}>
          Télécharger une copie
        </Button>
        {state === 'taken' ? (
          <Button size="small" variant="quiet" onClick={() => void remove()}>
            Supprimer cette copie
          </Button>
        ) : null}
      </p>
    </Callout>
  )
}

function asideTitle({ unsent, at }: SetAside): string {
  const when = relative(new Date(at), new Date())
  if (unsent === 0) return `Ce document a été remplacé (${when})`
  const what = count(unsent, 'modification')
  return `${what} ${unsent < 2 ? 'n’a' : 'n’ont'} pas pu être ${unsent < 2 ? 'envoyée' : 'envoyées'} (${when})`
}

function asideText({ unsent }: SetAside): string {
  if (unsent === 0) {
    return 'L’ancien texte est conservé dans une copie, sur cet appareil. Téléchargez-la pour la garder.'
  }
  return 'Elles sont conservées dans une copie, sur cet appareil. Téléchargez-la pour la garder.'
}
