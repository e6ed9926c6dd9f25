'use client'

import { useEffect } from 'react'

/** What a person does to take the page in hand. */
const HANDLING = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * Keeps the part of the address in place while the texts above it arrive, until the person moves:
 * the browser has gone to it when the page was still short.
 */
export function useOpenAtPart(loaded: boolean): void {
  useEffect(() => {
    const target = document.getElementById(location.hash.slice(1))
    if (!loaded || target === null) return
    const observer = new ResizeObserver(() => target.scrollIntoView())
    const stop = () => {
      observer.disconnect()
      for (const event of HANDLING) window.removeEventListener(event, stop)
    }
    observer.observe(document.body)
    for (const event of HANDLING) window.addEventListener(event, stop, { passive: true })
    return stop
  }, [loaded])
}
