'use client'

import { type RefObject, useLayoutEffect } from 'react'
import type { TextSize } from '../settings/editor-settings.ts'

/** Draws the texts below `root` at this size; the line that is being read stays where it is. */
export function useTextSize(root: RefObject<HTMLElement | null>, size: TextSize): void {
  useLayoutEffect(() => {
    const element = root.current
    if (element === null) return
    const line = lineBeingRead(element)
    const before = line?.getBoundingClientRect().top ?? 0
    element.style.setProperty('--text-zoom', `${size / 100}`)
    if (line !== undefined) window.scrollBy(0, line.getBoundingClientRect().top - before)
  }, [root, size])
}

/** The first block whose start is on screen, in the upper part of the window as one reads. */
function lineBeingRead(root: HTMLElement): Element | undefined {
  return [...root.querySelectorAll('section [lang] > *, section h2')].find(
    (block) => block.getBoundingClientRect().top >= READING_TOP,
  )
}

/** Below the bars of the window. */
const READING_TOP = 120
