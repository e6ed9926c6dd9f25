'use client'

import { Button } from '#app/_ui/button.tsx'
import { loadPublishDialog } from './load-publish-dialog.ts'
import styles from './publish-button.module.css'
import { usePublishDesk } from './publish-desk.tsx'

/** Ahead of the click; a failure is told when the button is pressed. */
const loadAhead = () => void loadPublishDialog().catch(() => undefined)

/** The way to a publication, for whoever may make one. */
export function PublishButton() {
  const desk = usePublishDesk()
  if (desk === null) return null
  return (
    <span className={styles.place}>
      <Button
        ref={desk.ref}
        variant="primary"
        aria-haspopup="dialog"
        onClick={() => void desk.ask()}
        onFocus={loadAhead}
        onPointerEnter={loadAhead}
      >
        Publier…
      </Button>
      {desk.isMissing ? (
        <p role="alert" className={styles.missing}>
          La fenêtre de publication n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.
        </p>
      ) : null}
    </span>
  )
}
