'use client'

import { useEffect } from 'react'
import type { OpenRoom } from './open-room.ts'

/** Asks before the window closes with edits that the server has not acknowledged. */
export function useLeaveWarning(room: OpenRoom | null): void {
  useEffect(() => {
    if (room === null) return
    const warn = (event: BeforeUnloadEvent) => {
      if (room.unsaved > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [room])
}
