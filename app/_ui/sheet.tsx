import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './sheet.module.css'

/** The paper, with the thin red rule of a school notebook at `--gutter` from its left edge. */
export function Sheet({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={classNames(styles.sheet, className)} />
}
