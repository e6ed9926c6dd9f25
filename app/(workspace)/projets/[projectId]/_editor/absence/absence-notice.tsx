'use client'

import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { count } from '#lib/i18n/format.ts'
import { AbsenceDialog } from './absence-dialog.tsx'
import styles from './absence-notice.module.css'
import type { Absence } from './absence-store.ts'

export type AbsenceNoticeProps = { absence: Absence; title: string; onDismiss: () => void }

/** Says that two people's work on a part came together while one of them was away. */
export function AbsenceNotice({ absence, title, onDismiss }: AbsenceNoticeProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Callout tone="info" role="status" className={styles.notice} title="Pendant votre absence">
        <p>
          {`Vous avez fait ${count(absence.edits, 'modification')} hors ligne dans cette partie, qui a aussi été modifiée en ligne. Les deux textes sont réunis.`}
        </p>
        <p className={styles.actions}>
          <Button size="small" onClick={() => setIsOpen(true)}>
            Voir les deux textes
          </Button>
          <Button size="small" variant="quiet" onClick={onDismiss}>
            Fermer
          </Button>
        </p>
      </Callout>
      {isOpen ? (
        <AbsenceDialog absence={absence} title={title} onClose={() => setIsOpen(false)} />
      ) : null}
    </>
  )
}
