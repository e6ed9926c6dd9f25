'use client'

import { useRouter } from 'next/navigation'
import { type RefObject, useRef, useState, useTransition } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Weave } from '#app/_ui/weave.tsx'
import { createProject } from '../actions.ts'
import type { NewProjectChoices } from './choices.ts'
import { draftWeave, partsSentence } from './draft-weave.ts'
import styles from './new-project.module.css'
import { PartsFields } from './parts-fields.tsx'
import { SchoolFields } from './school-fields.tsx'
import { type DraftState, toNewProject } from './use-draft.ts'

type NewProjectDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  choices: NewProjectChoices
  draftState: DraftState
  finalFocus: RefObject<HTMLButtonElement | null>
}

const FORM_ID = 'new-project'

export function NewProjectDialog(props: NewProjectDialogProps) {
  const { open, onOpenChange, choices, draftState, finalFocus } = props
  const firstRef = useRef<HTMLButtonElement>(null)
  const levelsRef = useRef<HTMLFieldSetElement>(null)
  const { failure, pending, submit } = useCreation(props, levelsRef)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Nouveau projet"
      description="Le projet naît en brouillon : seule son équipe le voit."
      size="large"
      initialFocus={firstRef}
      finalFocus={finalFocus}
      footer={
        <>
          <span className={styles.weave}>
            <Weave size="medium" rows={draftWeave(choices, draftState.draft)} decorative />
          </span>
          <span className={styles.sum}>{partsSentence(choices, draftState.draft)}</span>
          <Button onClick={() => onOpenChange(false)}>Annuler</Button>
          <Button type="submit" form={FORM_ID} variant="primary" blocked={pending}>
            {pending ? 'Création…' : 'Créer le projet'}
          </Button>
        </>
      }
    >
      <form
        id={FORM_ID}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {failure ? (
          <Callout tone="danger" title={failure} className={styles.failure}>
            Rien n’a été créé, et ce que vous avez choisi est conservé.
          </Callout>
        ) : null}
        <div className={styles.columns}>
          <SchoolFields
            choices={choices}
            draftState={draftState}
            firstRef={firstRef}
            levelsRef={levelsRef}
          />
          <PartsFields choices={choices} draftState={draftState} />
        </div>
      </form>
    </Dialog>
  )
}

function useCreation(
  { choices, draftState }: NewProjectDialogProps,
  levelsRef: RefObject<HTMLFieldSetElement | null>,
) {
  const router = useRouter()
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const refuseLevels = (message: string) => {
    draftState.setErrors({ levels: message })
    levelsRef.current?.querySelector('input')?.focus()
  }
  const submit = () => {
    if (pending) return
    setFailure(null)
    if (draftState.draft.levels.length === 0) {
      refuseLevels('Cochez au moins un niveau.')
      return
    }
    startTransition(async () => {
      try {
        const created = await createProject(toNewProject(draftState.draft, choices))
        if (created.ok) router.push(`/projets/${created.value.id}`)
        else if (created.field === 'levels') refuseLevels(created.message)
        else setFailure(created.message)
      } catch {
        setFailure('Trame ne répond pas. Vérifiez la connexion au réseau, puis réessayez.')
      }
    })
  }
  return { failure, pending, submit }
}
