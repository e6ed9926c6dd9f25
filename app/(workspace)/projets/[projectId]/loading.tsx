import { Sheet } from '#app/_ui/sheet.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { GreyBars } from './_editor/grey-bars.tsx'
import styles from './loading.module.css'

export default function Loading() {
  return (
    <>
      <TopBar place="Projet" />
      <main id="contenu" className={styles.main} aria-busy="true">
        <h1 className={styles.title}>Ouverture du projet…</h1>
        <Sheet className={styles.sheet}>
          <GreyBars />
          <GreyBars />
        </Sheet>
      </main>
    </>
  )
}
