'use client'

import { lazy, Suspense, useEffect } from 'react'
import type { OpenRoom } from '../open-room.ts'
import type { useFind } from './use-find.ts'

const loadFindBar = async () => ({ default: (await import('./find-bar.tsx')).FindBar })
const FindBar = lazy(loadFindBar)

type FindProps = {
  /** Null until the document was received. */
  room: OpenRoom | null
  find: ReturnType<typeof useFind>
  current: string | null
  canWrite: boolean
}

/** The field that looks for words in the project, while it is asked for. */
export function Find({ room, find, current, canWrite }: FindProps) {
  useEffect(() => {
    // With the document, so that it is there when the connection is not. The field asks again.
    if (room !== null) loadFindBar().catch(() => undefined)
  }, [room])
  if (room === null || find.request === null) return null
  return (
    <Suspense fallback={null}>
      <FindBar
        room={room}
        request={find.request}
        current={current}
        canWrite={canWrite}
        onClose={find.close}
      />
    </Suspense>
  )
}
