'use client'

import { useState, useSyncExternalStore } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { relative } from '#lib/i18n/format.ts'
import type { OpenRoom } from '../open-room.ts'
import type { ReturnedText, ReturnedTextStore } from './returned-text-store.ts'
import styles from './returned-texts.module.css'

type ReturnedTextsProps = { store: ReturnedTextStore; room: OpenRoom; sectionId: string }

/** What was typed in a passage of this part while someone deleted it, to be put back or not. */
export function ReturnedTexts({ store, room, sectionId }: ReturnedTextsProps) {
  const texts = useSyncExternalStore(store.subscribe, () => store.texts(sectionId))
  return texts.map((text) => <Offer key={text.id} {...{ text, store, room, sectionId }} />)
}

function Offer({ text, store, room, sectionId }: ReturnedTextsProps & { text: ReturnedText }) {
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
    const { putBack: insert } = await import('./put-back.ts')
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
