'use client'

import { type RefObject, useLayoutEffect } from 'react'
import { keepLine } from '../keep-line.ts'
import type { TextSize } from '../settings/editor-settings.ts'

/** Draws the texts below `root` at this size. */
export function useTextSize(root: RefObject<HTMLElement | null>, size: TextSize): void {
  useLayoutEffect(() => {
    keepLine(() => root.current?.style.setProperty('--text-zoom', `${size / 100}`))
  }, [root, size])
}
