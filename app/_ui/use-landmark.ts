'use client'

import { useCallback, useState } from 'react'

/**
 * Where the popup of a control belongs: the dialog or the region of the page that holds the
 * control, so that a screen reader does not find its choices outside of every landmark.
 *
 * @returns a ref for the control, and the container once the control is there.
 */
export function useLandmark(): [(control: HTMLElement | null) => void, HTMLElement | null] {
  const [container, setContainer] = useState<HTMLElement | null>(null)
  const ref = useCallback((control: HTMLElement | null) => {
    if (control) setContainer(control.closest<HTMLElement>('[role="dialog"], main, header'))
  }, [])
  return [ref, container]
}
