import { isMacOS } from '@tiptap/core'
import styles from './tip-bubble.module.css'

export type Tip = {
  label: string
  keys: string | undefined
  reason: string | undefined
  /** The button that is told about. */
  over: HTMLElement
}

/** For the eyes: the button itself says its name, its keys and what blocks it. */
export function TipBubble({ tip: { label, keys, reason, over } }: { tip: Tip }) {
  const bar = over.parentElement?.parentElement
  const middle = over.offsetLeft + over.offsetWidth / 2 - (bar?.scrollLeft ?? 0)
  return (
    <div className={styles.tip} style={{ left: middle }} aria-hidden="true">
      {reason ?? label}
      {keys && !reason ? <kbd className={styles.keys}>{spelled(keys)}</kbd> : null}
    </div>
  )
}

const FRENCH: Record<string, string> = { Control: 'Ctrl', Shift: 'Maj', Tab: 'Tab' }
const MAC: Record<string, string> = { Control: '⌘', Shift: '⇧', Alt: '⌥' }

function spelled(keys: string): string {
  const names = isMacOS() ? MAC : FRENCH
  const between = isMacOS() ? '' : ' + '
  return keys
    .split('+')
    .map((key) => names[key] ?? key)
    .join(between)
}
