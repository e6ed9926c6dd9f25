'use client'

import { PencilLine } from 'lucide-react'
import { Button } from '#app/_ui/button.tsx'
import { useKeyboardInset } from '../formatting/use-keyboard-inset.ts'
import styles from './mode-foot.module.css'
import type { ModeChoice } from './use-mode.ts'

/**
 * The foot of small screens: « Rédiger » while reading. While writing it is what the formatting bar
 * of the part lies on, with « Terminer » at its end.
 */
export function ModeFoot({ mode, write, read }: ModeChoice) {
  const inset = useKeyboardInset()
  const isWriting = mode === 'write'
  return (
    <div
      className={styles.foot}
      data-mode={mode}
      style={isWriting && inset > 0 ? { translate: `0 -${inset}px` } : undefined}
    >
      {isWriting ? (
        <Button variant="quiet" className={styles.finish} onClick={read}>
          Terminer
        </Button>
      ) : (
        <Button
          variant="primary"
          className={styles.write}
          blocked={write === null}
          onClick={() => write?.()}
        >
          <PencilLine size={18} strokeWidth={1.75} aria-hidden />
          {write === null ? 'Le texte s’ouvre…' : 'Rédiger'}
        </Button>
      )}
    </div>
  )
}
