'use client'

import { type ComponentType, type RefObject, useRef, useState } from 'react'

/** What the button of an action needs of the dialog that it opens. */
export type ActionButton = {
  ref: RefObject<HTMLButtonElement | null>
  /** Resolves once the dialog is there, or known not to come. */
  ask: () => Promise<void>
  /** The dialog's code did not come; a second click tries again. */
  isMissing: boolean
}

type ActionDialog<Props> = {
  button: ActionButton
  /** Null until it is first wanted; another key at each opening. */
  known: { Dialog: ComponentType<Props>; key: number } | null
  control: {
    open: boolean
    onOpenChange: (open: boolean) => void
    finalFocus: RefObject<HTMLButtonElement | null>
  }
}

/**
 * A dialog whose code comes when it is wanted. Call it above the project's page: the button moves
 * between the bar and the page with the width of the window, and what it opened must not close.
 */
export function useActionDialog<Props>(
  load: () => Promise<ComponentType<Props>>,
): ActionDialog<Props> {
  const ref = useRef<HTMLButtonElement>(null)
  const [known, setKnown] = useState<ActionDialog<Props>['known']>(null)
  const [open, setOpen] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const ask = async () => {
    setMissing(false)
    try {
      const Dialog = await load()
      setKnown((before) => ({ Dialog, key: (before?.key ?? 0) + 1 }))
      setOpen(true)
    } catch {
      setMissing(true)
    }
  }
  return {
    button: { ref, ask, isMissing },
    known,
    control: { open, onOpenChange: setOpen, finalFocus: ref },
  }
}
