'use client'

import { useEffect } from 'react'
import type { OpenRoom } from '../open-room.ts'
import type { EditorPage } from '../page-model.ts'

/** After the document is there: what the page is made of has then been loaded. */
const AFTER_MS = 1500

/** Keeps the page itself on the device, so that it opens with the server away. */
export function useKeptPage(room: OpenRoom | null, { me, sharedComputer }: EditorPage): void {
  const personId = me.id
  useEffect(() => {
    if (room === null) return
    const keep = async () => {
      const { forgetEveryPage, keepPage } = await import('./kept-pages.ts')
      await (sharedComputer ? forgetEveryPage() : keepPage(personId))
    }
    const timer = setTimeout(() => {
      if (room.facts().connectedAt === null) return
      keep().catch((error: unknown) => console.warn('Trame: the page is not kept', error))
    }, AFTER_MS)
    return () => clearTimeout(timer)
  }, [room, personId, sharedComputer])
}
