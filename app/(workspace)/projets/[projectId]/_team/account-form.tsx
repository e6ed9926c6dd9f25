'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { roleLabel } from '#lib/i18n/messages/role.ts'
import type { TeamRole } from '#lib/usecases/team/team-role.ts'
import styles from './account-form.module.css'
import { type Person, type Refusal, type TeamDesk, words } from './use-team.ts'

type AccountFormProps = {
  stranger: { email: string; role: TeamRole }
  desk: TeamDesk
  sendsMail: boolean
  onCancel: () => void
}

const FIELDS = [
  { name: 'firstName', label: 'Prénom' },
  { name: 'lastName', label: 'Nom' },
  { name: 'jobTitle', label: 'Fonction affichée' },
  { name: 'email', label: 'Adresse électronique' },
] as const

/** An account for someone of the school who has none; they join the team at once. */
export function AccountForm({ stranger, desk, sendsMail, onCancel }: AccountFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [person, setPerson] = useState<Person>({
    ...{ firstName: '', lastName: '', jobTitle: '', email: stranger.email.trim() },
  })
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = () => {
    if (desk.pending) return
    setRefusal(null)
    desk.create({ ...person, role: stranger.role }, (no) => {
      setRefusal(no)
      form.current?.querySelector<HTMLElement>(`[name="${no.field ?? 'none'}"]`)?.focus()
    })
  }
  const atField = FIELDS.some(({ name }) => name === refusal?.field)
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      aria-labelledby="new-account"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h3 id="new-account" className={styles.heading}>
        Créer son compte
      </h3>
      <p className={styles.lead}>
        {`Personne dans l’établissement n’a cette adresse. Son compte entre dans l’équipe avec le rôle «\u00A0${roleLabel[stranger.role]}\u00A0»${sendsMail ? '\u00A0; le code part par courriel.' : '\u00A0; vous lui remettrez un code.'}`}
      </p>
      {refusal && !atField ? <Callout tone="danger" title={words(refusal)} /> : null}
      <div className={styles.fields}>
        {FIELDS.map(({ name, label }) => (
          <Field key={name} label={label} error={refusal?.field === name ? refusal.message : null}>
            {(control) => (
              <TextInput
                {...control}
                name={name}
                type={name === 'email' ? 'email' : 'text'}
                autoComplete="off"
                value={person[name]}
                onChange={(event) => setPerson({ ...person, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" blocked={desk.pending}>
          {desk.pending ? 'Création…' : 'Créer le compte'}
        </Button>
        <Button onClick={onCancel}>Annuler</Button>
      </div>
    </form>
  )
}
