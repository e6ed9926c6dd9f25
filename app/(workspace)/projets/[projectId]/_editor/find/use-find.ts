'use client'

import { type ComponentType, useCallback, useEffect, useState } from 'react'
import type { FindBarProps, FindRequest } from './find-bar.tsx'

export type FindState = {
  bar: ComponentType<FindBarProps> | null
  request: FindRequest | null
  ask: () => void
  close: () => void
}

/** Longer than this a selection is a passage, and not words that one looks for. */
const MAX_SELECTED = 80

type FindOptions = {
  /** The document was received. */
  isReady: boolean
  /** The part on screen. */
  current: string | null
}

/**
 * Ctrl+F and F3 look for words in the whole project. In the field itself Ctrl+F is the browser's,
 * which also finds what stands around the texts.
 */
export function useFind({ isReady, current }: FindOptions): FindState {
  const [request, setRequest] = useState<FindRequest | null>(null)
  const isOpen = request !== null
  const bar = useFindBar(isReady, isOpen)
  const ask = useCallback(() => setRequest({ words: selectedWords(), from: current }), [current])
  const close = useCallback(() => setRequest(null), [])
  useEffect(() => {
    if (bar === null) return
    const pressed = (event: KeyboardEvent) => {
      if (!isFindKey(event) && (isOpen || event.key !== 'F3')) return
      if (isOpen && event.target instanceof Element && event.target.closest('search')) return
      event.preventDefault()
      ask()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [bar, isOpen, ask])
  return { bar, request, ask, close }
}

/**
 * The field itself, loaded with the document: what is typed right after Ctrl+F must go into it and
 * not into the text, so it is there before the keys are ours.
 */
function useFindBar(isReady: boolean, isOpen: boolean): FindState['bar'] {
  const [bar, setBar] = useState<FindState['bar']>(null)
  const isMissing = bar === null
  useEffect(() => {
    if (!isMissing || !(isReady || isOpen)) return
    let left = false
    const load = async () => {
      const { textCode } = await import('../text-code.ts')
      if (!left) setBar(() => textCode.FindBar)
    }
    // Until it comes the keys are the browser's; asking by the button tries again.
    load().catch(() => undefined)
    return () => {
      left = true
    }
  }, [isMissing, isReady, isOpen])
  return bar
}

function isFindKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'f' && (ctrlKey || metaKey) && !shiftKey && !altKey
}

function selectedWords(): string {
  const words = window.getSelection()?.toString().trim() ?? ''
  return words.length <= MAX_SELECTED && !words.includes('\n') ? words : ''
}
