import styles from './brand.module.css'

/**
 * The name of the product, which leads back to the first page. A plain link: the pages of errors have
 * it too, each with its own code, and there the router may be what has failed.
 */
export function Brand() {
  return (
    <a className={styles.brand} href="/">
      <svg className={styles.mark} width="30" height="30" viewBox="0 0 28 28" aria-hidden="true">
        <path className={styles.warp} d="M7 3v22M14 3v22M21 3v22" />
        <path d="M3 7.5h8M17 7.5h8M3 14h1M10 14h8M24 14h1M3 20.5h8M17 20.5h8" />
      </svg>
      Trame
    </a>
  )
}
