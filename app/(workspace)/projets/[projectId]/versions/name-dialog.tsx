'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { nameVersion } from './actions.ts'
import styles from './version-dialogs.module.css'

type NameDialogProps = {
  personId: string
  projectId: string
  /** Null: the present state. */
  versionId: string | null
  label: string | null
  onClose: () => void
}

export function NameDialog({ personId, projectId, versionId, label, onClose }: NameDialogProps) {
  const router = useRouter()
  const formId = useId()
  const [name, setName] = useState(label ?? '')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const submit = async () => {
    if (isBusy) return
    setIsBusy(true)
    const result = await nameVersion(personId, { projectId, versionId, name }).catch(() => null)
    setIsBusy(false)
    if (!result?.ok) {
      setError(result?.message ?? 'La connexion est coupée\u00A0: réessayez.')
      return
    }
    onClose()
    router.push(`/projets/${projectId}/versions?version=${result.value}`)
    router.refresh()
  }
  return (
    <Dialog
      open
      onOpenChange={(opened) => (opened ? null : onClose())}
      title={versionId === null ? 'Nommer une version' : 'Nommer cette version'}
      description={
        versionId === null
          ? 'Le texte et les fiches, tels qu’ils sont maintenant, deviennent une version que l’équipe retrouvera à ce nom.'
          : 'Le nom aide l’équipe à retrouver ce moment. Le contenu de la version ne change pas.'
      }
      footer={
        <>
          <Button type="submit" form={formId} variant="primary" blocked={isBusy}>
            Enregistrer le nom
          </Button>
          <Button onClick={onClose}>Annuler</Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.body}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Field
          label="Nom de la version"
          hint="Par exemple : Avant le conseil pédagogique"
          error={error}
        >
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              value={name}
              onChange={({ target }) => {
                setName(target.value)
                setError(null)
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
