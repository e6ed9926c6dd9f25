import type { ComponentProps, ReactNode } from 'react'
import styles from './radio-card.module.css'

type RadioCardProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & {
  icon?: ReactNode
  label: ReactNode
  note?: ReactNode
}

/** One large choice among several that share a `name`. */
export function RadioCard({ icon, label, note, ...rest }: RadioCardProps) {
  return (
    <label className={styles.card}>
      <input {...rest} type="radio" className={styles.input} />
      {icon}
      <span>
        <b className={styles.label}>{label}</b>
        {note ? <small className={styles.note}>{note}</small> : null}
      </span>
    </label>
  )
}
