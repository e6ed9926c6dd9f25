'use client'

import { type ReactNode, useId, useRef, useState } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import styles from './bar-popover.module.css'

type BarPopoverProps = {
  /** Name of the panel, and of its button where `buttonLabel` does not give it another. */
  label: string
  buttonLabel?: string
  button: ReactNode
  className?: string | undefined
  /** The panel, while it is open. */
  children: (close: () => void) => ReactNode
}

/**
 * A button of the bar with its panel, in the browser's top layer: Escape or a press beside it closes
 * it, and the focus goes back to the button.
 */
export function BarPopover({ label, buttonLabel = label, button, ...rest }: BarPopoverProps) {
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const id = useId()
  const close = () => panel.current?.hidePopover()
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={classNames(styles.button, rest.className)}
        title={buttonLabel}
        popoverTarget={id}
      >
        <span className={styles.shown} aria-hidden>
          {button}
        </span>
        <VisuallyHidden>{buttonLabel}</VisuallyHidden>
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.panel}
        onBeforeToggle={() => placeUnder(panel.current, opener.current)}
        onToggle={(event) => setIsOpen(event.newState === 'open')}
      >
        {isOpen ? rest.children(close) : null}
      </div>
    </>
  )
}

/** What is in the top layer has no place of its own: its right edge goes under the button's. */
function placeUnder(panel: HTMLElement | null, opener: HTMLElement | null): void {
  if (panel === null || opener === null) return
  const { right, bottom } = opener.getBoundingClientRect()
  const width = document.documentElement.clientWidth
  panel.style.setProperty('--right', `${width - right}px`)
  panel.style.setProperty('--top', `${bottom}px`)
}
