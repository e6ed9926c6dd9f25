'use client'

import { type ComponentType, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { can, type Role } from '#lib/domain/roles.ts'
import type { PublicationPlace } from './publication-place.ts'
import styles from './publish-button.module.css'
import type { PublishDialogProps } from './publish-dialog.tsx'

type PublishButtonProps = { place: PublicationPlace; role: Role }

const load = async () => (await import('./publish-dialog.tsx')).PublishDialog
/** Ahead of the click; a failure is told when the button is pressed. */
const loadAhead = () => void load().catch(() => undefined)

/** The way to a publication, for whoever may make one. The dialog's code comes when it is wanted. */
export function PublishButton({ place, role }: PublishButtonProps) {
  const [open, setOpen] = useState(false)
  const [openings, setOpenings] = useState(0)
  const [dialog, setDialog] = useState<{ Known: ComponentType<PublishDialogProps> } | null>(null)
  const [isMissing, setMissing] = useState(false)
  const buttonRef = useRef<HTMLButtonElement>(null)
  if (!can({ accountId: null, role, isAdmin: false }, 'publish')) return null
  const show = async () => {
    setMissing(false)
    try {
      const Known = await load()
      setDialog({ Known })
      setOpenings((count) => count + 1)
      setOpen(true)
    } catch {
      setMissing(true)
    }
  }
  return (
    <span className={styles.place}>
      <Button
        ref={buttonRef}
        variant="primary"
        aria-haspopup="dialog"
        onClick={() => void show()}
        onFocus={loadAhead}
        onPointerEnter={loadAhead}
      >
        Publier…
      </Button>
      {isMissing ? (
        <p role="alert" className={styles.missing}>
          La fenêtre de publication n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.
        </p>
      ) : null}
      {dialog ? (
        // Each opening looks at the project anew.
        <dialog.Known
          key={openings}
          place={place}
          open={open}
          onOpenChange={setOpen}
          finalFocus={buttonRef}
        />
      ) : null}
    </span>
  )
}
