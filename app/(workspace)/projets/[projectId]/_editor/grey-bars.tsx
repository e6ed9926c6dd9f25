import styles from './grey-bars.module.css'

/** Grey bars at the place of a text that is on its way; they appear only if it is slow. */
export function GreyBars() {
  return (
    <div className={styles.bars} aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  )
}
