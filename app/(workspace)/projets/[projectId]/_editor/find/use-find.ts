'use client'

import { useCallback, useEffect, useState } from 'react'

/** Each time it is asked for: the words that were selected then, and how many times it was. */
export type FindRequest = { words: string; times: number }

/** Longer than this a selection is a passage, and not words that one looks for. */
const MAX_SELECTED = 80

/**
 * Ctrl+F and F3 look for words in the whole project. In the field itself Ctrl+F is the browser's,
 * which also finds what stands around the texts.
 */
export function useFind(isReady: boolean) {
  const [request, setRequest] = useState<FindRequest | null>(null)
  const ask = useCallback(() => {
    const words = selectedWords()
    setRequest((known) => ({ words, times: (known?.times ?? 0) + 1 }))
  }, [])
  const close = useCallback(() => setRequest(null), [])
  const isOpen = request !== null
  useEffect(() => {
    if (!isReady) return
    const pressed = (event: KeyboardEvent) => {
      if (!isFindKey(event) && (isOpen || event.key !== 'F3')) return
      if (isOpen && event.target instanceof Element && event.target.closest('search')) return
      event.preventDefault()
      ask()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isReady, isOpen, ask])
  return { request, ask, close }
}

function isFindKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'f' && (ctrlKey || metaKey) && !shiftKey && !altKey
}

function selectedWords(): string {
  const words = window.getSelection()?.toString().trim() ?? ''
  return words.length <= MAX_SELECTED && !words.includes('\n') ? words : ''
}
