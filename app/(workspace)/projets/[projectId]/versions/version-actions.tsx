'use client'

import { RotateCcw, Tag } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { NameDialog } from './name-dialog.tsx'
import { useRestoring } from './restoring.tsx'
import styles from './version-dialogs.module.css'

type VersionActionsProps = {
  personId: string
  projectId: string
  /** Null for the working version. */
  versionId: string | null
  label: string | null
  /** « vendredi 2 octobre 2026 à 17 h 20 » */
  moment: string
  canName: boolean
  canRestore: boolean
}

export function VersionActions(props: VersionActionsProps) {
  const { personId, projectId, versionId, label, moment, canName, canRestore } = props
  const [open, setOpen] = useState<'name' | 'restore' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      {canName ? (
        <Button onClick={() => setOpen('name')}>
          <Tag size={18} strokeWidth={1.75} aria-hidden />
          {nameWords(versionId, label)}
        </Button>
      ) : null}
      {canRestore && versionId !== null ? (
        <Button variant="primary" onClick={() => setOpen('restore')}>
          <RotateCcw size={18} strokeWidth={1.75} aria-hidden />
          Restaurer cette version
        </Button>
      ) : null}
      {open === 'name' ? (
        <NameDialog {...{ personId, projectId, versionId, label }} onClose={close} />
      ) : null}
      {versionId === null ? null : (
        <RestoreDialog
          isOpen={open === 'restore'}
          what={label === null ? `du ${moment}` : `«\u00A0${label}\u00A0»`}
          {...{ versionId }}
          onClose={close}
        />
      )}
    </>
  )
}

function nameWords(versionId: string | null, label: string | null): string {
  if (versionId === null) return 'Nommer une version'
  return label === null ? 'Nommer' : 'Renommer'
}

type RestoreDialogProps = {
  isOpen: boolean
  versionId: string
  what: string
  onClose: () => void
}

function RestoreDialog({ isOpen, versionId, what, onClose }: RestoreDialogProps) {
  const { restore } = useRestoring()
  const confirm = () => {
    onClose()
    restore({
      input: { versionId, sectionId: null },
      done: `La version ${what} est revenue dans la version de travail. L’état d’avant est gardé comme version.`,
    })
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(opened) => (opened ? null : onClose())}
      title="Restaurer cette version ?"
      description={`Le texte et les fiches redeviennent ceux de la version ${what}.`}
      footer={
        <>
          <Button variant="primary" onClick={confirm}>
            Restaurer
          </Button>
          <Button onClick={onClose}>Annuler</Button>
        </>
      }
    >
      <p className={styles.body}>
        L’état actuel est d’abord gardé comme version : vous pourrez défaire. Les personnes qui
        écrivent en ce moment restent dans le texte, et ce qu’elles écrivent ensuite est conservé.
      </p>
    </Dialog>
  )
}
