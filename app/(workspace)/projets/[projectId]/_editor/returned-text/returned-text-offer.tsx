'use client'

import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { relative } from '#lib/i18n/format.ts'
import type { OpenRoom } from '../open-room.ts'
import { putBack as insert } from './put-back.ts'
import styles from './returned-text-offer.module.css'
import type { ReturnedText, ReturnedTextStore } from './returned-text-store.ts'

export type OfferProps = {
  text: ReturnedText
  store: ReturnedTextStore
  room: OpenRoom
  sectionId: string
}

/** Words that somebody else may have deleted unseen: to be put back, or not. */
export function ReturnedTextOffer({ text, store, room, sectionId }: OfferProps) {
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const act = async (run: () => Promise<string | null>) => {
    setIsBusy(true)
    setFailure(await run())
    setIsBusy(false)
  }
  const dismiss = () => store.settle(text.id, 'dismissed')
  const putBack = async () => {
    // Someone else may have put them back meanwhile: twice would be once too many.
    await store.refresh()
    if (!store.has(text.id)) return null
    const editor = await new Promise<Parameters<typeof insert>[0]>((resolve) => {
      room.editors.ask(sectionId, resolve)
    })
    insert(editor, text)
    return store.settle(text.id, 'put-back')
  }
  return (
    <Callout
      tone="info"
      role="status"
      className={styles.offer}
      title={
        'Ces mots ont été tapés pendant que le passage était supprimé\u00A0: les remettre\u202F?'
      }
    >
      <blockquote className={styles.words}>{`«\u00A0${text.text.trim()}\u00A0»`}</blockquote>
      <p className={styles.author}>{`${authorOf(text)}, ${relative(text.at, new Date())}`}</p>
      {failure === null ? null : <p role="alert">{failure}</p>}
      <p className={styles.actions}>
        <Button variant="primary" size="small" blocked={isBusy} onClick={() => void act(putBack)}>
          Remettre
        </Button>
        <Button size="small" blocked={isBusy} onClick={() => void act(dismiss)}>
          Ignorer
        </Button>
      </p>
    </Callout>
  )
}

function authorOf({ author }: ReturnedText): string {
  return author.isMe ? 'Vous' : `${author.firstName} ${author.lastName}`
}
