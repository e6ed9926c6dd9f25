import styles from './skip-link.module.css'

/** The first stop of the keyboard on every page; the page gives `id="contenu"` to its main part. */
export function SkipLink() {
  return (
    <a className={styles.skip} href="#contenu">
      Aller au contenu
    </a>
  )
}
