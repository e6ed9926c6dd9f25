import { Check } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import styles from './checkbox.module.css'
import { classNames } from './class-names.ts'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & {
  label: ReactNode
  note?: ReactNode
}

export function Checkbox({ label, note, className, ...rest }: CheckboxProps) {
  return (
    <label className={classNames(styles.checkbox, className)}>
      <span className={styles.box}>
        <input {...rest} type="checkbox" className={styles.input} />
        <Check className={styles.tick} size={14} strokeWidth={2.5} aria-hidden />
      </span>
      <span>
        {label}
        {note ? <small className={styles.note}>{note}</small> : null}
      </span>
    </label>
  )
}
