import type { ReactNode } from 'react'
import styles from './chip.module.css'
import { classNames } from './class-names.ts'
import type { Hue } from './group-hue.ts'

export type ChipTone = 'plain' | 'dashed' | 'line' | 'ok' | 'warn' | 'danger' | 'accent' | 'group'

type ChipProps = { tone?: ChipTone; hue?: Hue; icon?: ReactNode; children: ReactNode }

/** A short state or kind in words, with an icon wherever it is a state. */
export function Chip({ tone = 'plain', hue, icon, children }: ChipProps) {
  return (
    <span className={classNames(styles.chip, styles[tone])} data-g={hue}>
      {icon}
      {children}
    </span>
  )
}
