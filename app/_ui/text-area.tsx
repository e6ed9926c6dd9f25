import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './text-input.module.css'

/** A field of several lines, which the person may make taller. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={classNames(styles.input, styles.area, className)} />
}
