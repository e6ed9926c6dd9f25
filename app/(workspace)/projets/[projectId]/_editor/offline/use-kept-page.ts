'use client'

import { useEffect } from 'react'
import type { OpenRoom } from '../open-room.ts'
import type { EditorPage } from '../page-model.ts'

/** After the document is there, or more code came: what the page is made of has then been loaded. */
const AFTER_MS = 1500

/** Keeps the page itself on the device, so that it opens with the server away. */
export function useKeptPage(room: OpenRoom | null, { me, sharedComputer }: EditorPage): void {
  const personId = me.id
  useEffect(() => {
    if (room === null) return
    const keep = async () => {
      const { roomCode } = await import('../room-code.ts')
      await (sharedComputer ? roomCode.forgetEveryPage() : roomCode.keepPage(personId))
    }
    let timer: ReturnType<typeof setTimeout> | null = null
    const plan = () => {
      timer ??= setTimeout(() => {
        timer = null
        const { link, online } = room.facts()
        if (link.kind !== 'open' || !online) return
        keep().catch((error: unknown) => console.warn('Trame: the page is not kept', error))
      }, AFTER_MS)
    }
    // What loads when it is first used is there the next time, with the server away.
    const later = new PerformanceObserver((list) => {
      if (list.getEntriesByType('resource').some(isOwnScript)) plan()
    })
    later.observe({ type: 'resource' })
    plan()
    return () => {
      later.disconnect()
      if (timer !== null) clearTimeout(timer)
    }
  }, [room, personId, sharedComputer])
}

function isOwnScript(entry: PerformanceEntry): boolean {
  return entry instanceof PerformanceResourceTiming && entry.initiatorType === 'script'
}
