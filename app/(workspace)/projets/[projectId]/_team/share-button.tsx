'use client'

import { Share2 } from 'lucide-react'
import { Button } from '#app/_ui/button.tsx'
import styles from './share-button.module.css'
import { useShareDesk } from './share-desk.tsx'

/** « Partager », for who manages the team; for the others nothing. */
export function ShareButton() {
  const desk = useShareDesk()
  if (desk === null) return null
  return (
    <div className={styles.place}>
      <Button
        ref={desk.ref}
        className={styles.button}
        aria-label="Partager"
        aria-haspopup="dialog"
        title="Partager"
        onClick={() => void desk.ask()}
      >
        <Share2 size={18} strokeWidth={1.75} aria-hidden />
        <span className={styles.word}>Partager</span>
      </Button>
      <span role="alert" className={styles.failure}>
        {desk.isMissing
          ? 'Trame ne répond pas. Vérifiez la connexion au réseau, puis réessayez.'
          : null}
      </span>
    </div>
  )
}
