'use client'

import { useSyncExternalStore } from 'react'

/** Pixels of the window that a keyboard on the screen covers: some browsers move nothing up. */
export function useKeyboardInset(): number {
  return useSyncExternalStore(subscribe, covered, () => 0)
}

function subscribe(onChange: () => void): () => void {
  const view = window.visualViewport
  view?.addEventListener('resize', onChange)
  view?.addEventListener('scroll', onChange)
  return () => {
    view?.removeEventListener('resize', onChange)
    view?.removeEventListener('scroll', onChange)
  }
}

function covered(): number {
  const view = window.visualViewport
  // A page that is zoomed in also shows less of the window; nothing covers it.
  if (!view || view.scale > 1) return 0
  return Math.max(0, Math.round(window.innerHeight - view.height - view.offsetTop))
}
