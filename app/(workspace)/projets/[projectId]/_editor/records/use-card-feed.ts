'use client'

import { useEffect, useMemo, useState } from 'react'
import type { OpenRoom } from '../open-room.ts'
import type { EditorPage } from '../page-model.ts'
import { type CardFeed, stillFeed } from './card-feed.ts'
import type { PartCards } from './part-cards.ts'
import type { RecordSource } from './record-source.ts'

async function loadRecordWatch() {
  return (await import('../room-code.ts')).roomCode.recordsDiffer
}

/**
 * The cards of the page: those that came with it, then those of the document once it says something
 * else.
 *
 * @param room null until the document was received.
 */
export function useCardFeed(room: OpenRoom | null, page: EditorPage, cards: PartCards): CardFeed {
  const [source, setSource] = useState<RecordSource | null>(null)
  useEffect(() => {
    // The document's arrival asks again, and says so when the code does not come.
    loadRecordWatch().catch(() => undefined)
  }, [])
  useEffect(() => {
    if (room === null) return
    const leaving = new AbortController()
    const { signal } = leaving
    let opened: RecordSource | null = null
    const open = async () => {
      const { mark, status, refDate, sections } = page
      const recordsDiffer = await loadRecordWatch()
      if (signal.aborted) return
      await recordsDiffer(room.doc, { mark, signal })
      const { RecordSource: Source } = await import('./record-source.ts')
      if (signal.aborted) return
      const sectionIds = sections.map(({ id }) => id)
      opened = new Source(room.doc, { status, refDate, sectionIds, shown: cards })
      setSource(opened)
    }
    // Offline the code may not come: the next change asks again.
    const tryToOpen = () => void open().catch(() => room.doc.once('update', tryToOpen))
    tryToOpen()
    return () => {
      leaving.abort()
      room.doc.off('update', tryToOpen)
      opened?.destroy()
      setSource(null)
    }
  }, [room, page, cards])
  const still = useMemo(() => stillFeed(cards), [cards])
  return source ?? still
}
