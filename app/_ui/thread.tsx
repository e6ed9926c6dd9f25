import type { Hue } from './group-hue.ts'
import styles from './thread.module.css'

/** A short length of a group's thread, beside the group's name. */
export function Thread({ hue }: { hue: Hue }) {
  return <span className={styles.thread} data-g={hue} aria-hidden="true" />
}
