import { useEffect, useRef, useState, useTransition } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import { publicationLimits } from '#lib/domain/publication.ts'
import { withdrawPublication } from './actions.ts'
import type { PublicationPlace } from './publication-place.ts'
import styles from './published-versions.module.css'
import { unreachable } from './use-plan.ts'

type WithdrawalFormProps = {
  place: PublicationPlace
  number: number
  onCancel: () => void
  onWithdrawn: () => void
}

/** Asks for the reason that readers will see; a withdrawal is for good. */
export function WithdrawalForm({ place, number, onCancel, onWithdrawn }: WithdrawalFormProps) {
  const { person, projectId } = place
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  useEffect(() => fieldRef.current?.focus(), [])
  const refuse = (message: string) => {
    setError(message)
    fieldRef.current?.focus()
  }
  const withdraw = () => {
    if (pending) return
    startTransition(async () => {
      try {
        const answer = await withdrawPublication(person, { projectId, number, reason })
        if (answer.ok) onWithdrawn()
        else refuse(answer.message)
      } catch {
        refuse(unreachable)
      }
    })
  }
  return (
    <div className={styles.withdrawal}>
      <Field
        label={`Pourquoi retirer la version ${number} ?`}
        hint="Les lecteurs verront ce motif, la date et l’empreinte, mais plus le texte. Un retrait est définitif."
        error={error}
      >
        {(control) => (
          <TextArea
            {...control}
            ref={fieldRef}
            rows={2}
            maxLength={publicationLimits.reason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button size="small" variant="danger" blocked={pending} onClick={withdraw}>
          {pending ? 'Retrait…' : 'Retirer définitivement'}
        </Button>
        <Button size="small" onClick={onCancel}>
          Garder
        </Button>
      </div>
    </div>
  )
}
