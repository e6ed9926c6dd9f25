import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './heading.module.css'

type HeadingProps = ComponentProps<'h2'> & {
  as: 'h1' | 'h2' | 'h3'
  /** `page` 36 px, `part` 28 px, `step` 22 px, `panel` 20 px. */
  size: 'page' | 'part' | 'step' | 'panel'
}

export function Heading({ as: Tag, size, className, ...rest }: HeadingProps) {
  return <Tag {...rest} className={classNames(styles.heading, styles[size], className)} />
}
