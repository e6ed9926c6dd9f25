'use client'

import { Share2 } from 'lucide-react'
import { type ComponentType, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { can, type Role } from '#lib/domain/roles.ts'
import styles from './share-button.module.css'
import type { ShareDialogProps } from './share-dialog.tsx'
import type { Place } from './use-team.ts'

/** The dialog is fetched when it is wanted: its lists would weigh on every opening of the editor. */
const loadDialog = () => import('./share-dialog.tsx')

type ShareButtonProps = Place & { role: Role }

/** « Partager », for who manages the team; for the others nothing. */
export function ShareButton({ role, ...place }: ShareButtonProps) {
  const [dialog, setDialog] = useState<{ Dialog: ComponentType<ShareDialogProps> } | null>(null)
  const [open, setOpen] = useState(false)
  const [failed, setFailed] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const asker = { accountId: null, role, isAdmin: false }
  if (!can(asker, 'manage-members', { memberRole: 'reader' })) return null

  const ask = async () => {
    setFailed(false)
    try {
      const { ShareDialog } = await loadDialog()
      setDialog({ Dialog: ShareDialog })
      setOpen(true)
    } catch {
      // Nobody's rights are changed without the server; a second click tries again.
      setFailed(true)
    }
  }
  return (
    <div className={styles.place}>
      <Button
        ref={button}
        className={styles.button}
        aria-label="Partager"
        aria-haspopup="dialog"
        title="Partager"
        onClick={() => void ask()}
      >
        <Share2 size={18} strokeWidth={1.75} aria-hidden />
        <span className={styles.word}>Partager</span>
      </Button>
      <span role="alert" className={styles.failure}>
        {failed ? 'Trame ne répond pas. Vérifiez la connexion au réseau, puis réessayez.' : null}
      </span>
      {dialog ? (
        <dialog.Dialog {...place} open={open} onOpenChange={setOpen} finalFocus={button} />
      ) : null}
    </div>
  )
}
