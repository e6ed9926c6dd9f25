import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'
import { SkipLink } from './skip-link.tsx'
import styles from './top-bar.module.css'

/** The bar of pages outside a project: the brand, a place name, and what the page adds. */
export function TopBar({ place, children }: { place?: string | undefined; children?: ReactNode }) {
  return (
    <>
      <SkipLink />
      <header className={styles.bar}>
        <Brand />
        {place ? <span className={styles.place}>{place}</span> : null}
        <div className={styles.tools}>{children}</div>
      </header>
    </>
  )
}
