'use client'

import { useEffect, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { count, relative } from '#lib/i18n/format.ts'
import { downloadUnsentCopy } from '../download-unsent-copy.ts'
import type { EditorPage } from '../page-model.ts'
import notice from '../room-notice.module.css'
import type { SetAside } from './device-database.ts'

/** What an earlier window could not send, until the person has taken it. */
export function SetAsideNotice({ page }: { page: EditorPage }) {
  const [aside, setAside] = useState<readonly SetAside[]>([])
  useEffect(() => {
    if (page.sharedComputer) return
    let left = false
    const look = async () => {
      const { roomCode } = await import('../room-code.ts')
      const found = await roomCode.asideCopies(page)
      if (!left) setAside(found)
    }
    // Nothing is set aside where the browser keeps nothing.
    look().catch(() => setAside([]))
    return () => {
      left = true
    }
  }, [page])
  return aside.map((copy) => <OneCopy key={copy.id} page={page} copy={copy} />)
}

function OneCopy({ page, copy }: { page: EditorPage; copy: SetAside }) {
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
      <p>Elles sont conservées dans une copie, sur cet appareil. Téléchargez-la pour la garder.</p>
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
  const what = count(unsent, 'modification')
  return `${what} ${unsent < 2 ? 'n’a' : 'n’ont'} pas pu être ${unsent < 2 ? 'envoyée' : 'envoyées'} (${when})`
}
