'use client'

import { useEffect, useMemo, useRef } from 'react'
import type { OpenRoom } from '../open-room.ts'
import type { EditorPage } from '../page-model.ts'
import { type ReturnedTextActions, ReturnedTextStore } from './returned-text-store.ts'

/** Someone else may settle what is on offer here: it is asked for again this often. */
const REFRESH_MS = 20_000

/** The words on offer, as soon as there is a document to put them into; null until then. */
export function useReturnedTexts(
  room: OpenRoom | null,
  page: EditorPage,
  actions: ReturnedTextActions,
): ReturnedTextStore | null {
  const { id: projectId, canWrite } = page
  const firstSection = page.sections[0]?.id ?? ''
  const latest = useRef(actions)
  const store = useMemo(
    () => new ReturnedTextStore({ projectId, firstSection, actions: latest.current }),
    [projectId, firstSection],
  )
  useEffect(() => {
    if (room === null || !canWrite) return
    const refresh = () => void store.refresh()
    const refreshOffers = () => {
      if (!store.isEmpty) refresh()
    }
    refresh()
    const stop = room.onEvent((type) => {
      if (type === 'returned-texts') refresh()
    })
    const timer = setInterval(refreshOffers, REFRESH_MS)
    window.addEventListener('focus', refresh)
    return () => {
      stop()
      clearInterval(timer)
      window.removeEventListener('focus', refresh)
    }
  }, [room, canWrite, store])
  return canWrite ? store : null
}
