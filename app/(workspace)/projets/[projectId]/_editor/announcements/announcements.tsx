'use client'

import { useEffect, useState } from 'react'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import type { OpenRoom } from '../open-room.ts'
import type { EditorPage } from '../page-model.ts'
import type { Announced } from '../settings/editor-settings.ts'

/** Who is seen within this time was there before us. */
const ARRIVAL_MS = 4000

type AnnouncementsProps = {
  /** Null until the document was received. */
  room: OpenRoom | null
  sections: EditorPage['sections']
  announced: Announced
}

/** What a screen reader says of the others' work, as much of it as the person asked for. */
export function Announcements({ room, sections, announced }: AnnouncementsProps) {
  const [words, setWords] = useState('')
  useEffect(() => {
    if (room === null || announced === 'never') return
    let stop: (() => void) | null = null
    let left = false
    const openedAt = Date.now()
    const start = async () => {
      const wasAlone = Date.now() - openedAt > ARRIVAL_MS
      const { announceOthers } = await import('./announce-others.ts')
      if (left) return
      const titles = new Map(sections.map(({ id, shortTitle }) => [id, shortTitle]))
      stop = announceOthers(room, { detail: announced, titles, wasAlone, say: setWords })
    }
    const wait = room.presence.subscribe(() => look())
    // Who is alone has nobody to hear of, and needs no code for it.
    const look = () => {
      if (room.presence.people().length < 2) return
      wait()
      start().catch((error: unknown) => console.warn('Trame: nothing is announced', error))
    }
    look()
    return () => {
      left = true
      wait()
      stop?.()
      setWords('')
    }
  }, [room, sections, announced])
  return (
    <VisuallyHidden>
      <span role="status">{words}</span>
    </VisuallyHidden>
  )
}
