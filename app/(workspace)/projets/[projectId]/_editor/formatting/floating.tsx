'use client'

import { autoUpdate, computePosition, flip, offset, type Placement, shift } from '@floating-ui/dom'
import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import styles from './floating.module.css'

type FloatingProps = {
  editor: Editor
  /** What it is about, asked again whenever the page moves. */
  anchor: () => DOMRect
  /** Another value when the anchor moved within the text. */
  at: string
  placement: Placement
  /** False: kept on its side, over what it is about where there is no room. */
  flips?: boolean
  className?: string | undefined
  children: ReactNode
}

/** The bars at the top and at the foot of the window stay free. */
const EDGES = { top: 72, right: 8, bottom: 64, left: 8 }

/** Stays beside a place of the text, inside the window. */
export function Floating(props: FloatingProps) {
  const { editor, anchor, at, placement, flips = true, className, children } = props
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(anchor)
  useEffect(() => {
    latest.current = anchor
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `at` says that the anchor moved.
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const reference = {
      getBoundingClientRect: () => latest.current(),
      contextElement: editor.view.dom,
    }
    const middleware = flips
      ? [offset(8), flip({ padding: EDGES }), shift({ padding: EDGES })]
      : [offset(8), shift({ padding: EDGES, crossAxis: true })]
    const place = async () => {
      const { x, y } = await computePosition(reference, element, {
        ...{ placement, middleware, strategy: 'fixed' },
      })
      element.style.left = `${Math.round(x)}px`
      element.style.top = `${Math.round(y)}px`
      element.style.visibility = 'visible'
    }
    return autoUpdate(reference, element, () => void place())
  }, [editor, placement, flips, at])
  return (
    <div ref={box} className={classNames(styles.floating, className)}>
      {children}
    </div>
  )
}
