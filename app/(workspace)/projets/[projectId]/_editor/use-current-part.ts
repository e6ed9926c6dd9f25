'use client'

import { useEffect, useState } from 'react'
import type { PagePart } from './page-model.ts'
import { partAnchor } from './part-words.ts'

/** The band of the window, from the bars down, whose topmost part is the one being read. */
const READING_BAND = '-130px 0px -55% 0px'

/** The part on screen; null before the first measure. */
export function useCurrentPart(parts: readonly PagePart[]): string | null {
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const visible = new Set<Element>()
    const elements = parts.flatMap((part) => {
      const element = document.getElementById(partAnchor(part.number))
      return element === null ? [] : [{ id: part.id, element }]
    })
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) visible.add(target)
          else visible.delete(target)
        }
        const top = elements.find(({ element }) => visible.has(element))
        if (top) setCurrent(top.id)
      },
      { rootMargin: READING_BAND },
    )
    for (const { element } of elements) observer.observe(element)
    return () => observer.disconnect()
  }, [parts])
  return current
}
