import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './panel.module.css'

type PanelProps = Omit<ComponentProps<'section'>, 'ref'> & {
  as?: 'section' | 'article' | 'aside' | 'div'
  tone?: 'paper' | 'surface'
}

export function Panel({ as: Tag = 'section', tone = 'paper', className, ...rest }: PanelProps) {
  return <Tag {...rest} className={classNames(styles.panel, styles[tone], className)} />
}
