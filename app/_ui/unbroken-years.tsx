import { Fragment } from 'react'
import styles from './unbroken-years.module.css'

/** A title in which a school year such as 2026-2027 is never cut at its hyphen. */
export function UnbrokenYears({ text }: { text: string }) {
  let at = 0
  return text.split(/(\d{4}-\d{4})/).map((piece) => {
    const start = at
    at += piece.length
    return /^\d{4}-\d{4}$/.test(piece) ? (
      <span key={start} className={styles.whole}>
        {piece}
      </span>
    ) : (
      <Fragment key={start}>{piece}</Fragment>
    )
  })
}
