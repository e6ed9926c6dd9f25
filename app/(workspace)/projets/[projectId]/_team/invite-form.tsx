'use client'

import { Send } from 'lucide-react'
import { type RefObject, useId, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { FieldError } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { SuggestInput } from '#app/_ui/suggest-input.tsx'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import { roleLabel } from '#lib/i18n/messages/role.ts'
import type { Team } from '#lib/usecases/team/list-team.ts'
import type { TeamRole } from '#lib/usecases/team/team-role.ts'
import styles from './invite-form.module.css'
import { nameOf, type Refusal, type TeamDesk, words } from './use-team.ts'

type InviteFormProps = {
  desk: TeamDesk
  inputRef: RefObject<HTMLInputElement | null>
  onAdded: () => void
  /** The address is nobody's, and an account may be created for it. */
  onStranger: (stranger: { email: string; role: TeamRole }) => void
}

/** An address and a role; colleagues are suggested by their names. */
export function InviteForm({ desk, inputRef, onAdded, onStranger }: InviteFormProps) {
  const { team, pending, invite } = desk
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<TeamRole>('editor')
  const [error, setError] = useState<string | null>(null)
  const id = useId()

  const refused = (no: Refusal) => {
    if (no.code === 'unknown_person' && team?.canCreateAccounts) return onStranger({ email, role })
    setError(no.code === 'unknown_person' ? NOBODY : words(no))
    inputRef.current?.focus()
  }
  const added = () => {
    setEmail('')
    onAdded()
  }
  const submit = () => {
    if (pending || team === null) return
    setError(null)
    invite({ email, role }, { onAdded: added, onRefused: refused })
  }
  const change = (typed: string) => {
    setEmail(typed)
    setError(null)
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={styles.address}>
        <SuggestInput
          label="Adresse électronique à inviter"
          control={{
            id,
            'aria-describedby': error ? `${id}-error ${id}-hint` : `${id}-hint`,
            'aria-invalid': error ? true : undefined,
          }}
          inputRef={inputRef}
          type="email"
          placeholder="prenom.nom@etablissement.fr"
          value={email}
          onChange={change}
          suggestions={(team?.newcomers ?? []).map((newcomer) => ({
            value: newcomer.email,
            label: nameOf(newcomer),
            note: newcomer.jobTitle,
          }))}
        />
      </div>
      <RolePicker value={role} choices={team?.choices ?? []} onChange={setRole} />
      <Button type="submit" size="large" blocked={pending}>
        <Send size={16} strokeWidth={1.75} aria-hidden />
        Inviter
      </Button>
      {error ? (
        <div className={styles.below}>
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      ) : null}
      <p id={`${id}-hint`} className={styles.hint}>
        {hint(team)}
      </p>
    </form>
  )
}

const NOBODY =
  'Personne dans l’établissement n’a cette adresse. La direction de l’établissement peut créer le compte.'

function hint(team: Team | null): string {
  const known = 'Qui a un compte entre aussitôt dans l’équipe.'
  if (team === null || !team.canCreateAccounts) return known
  if (team.sendsMail) return `${known} Sinon, l’invitation part par courriel, valable sept jours.`
  return `${known} Sinon, vous créez le compte et remettez un code, valable sept jours.`
}

type RolePickerProps = {
  value: TeamRole
  choices: readonly TeamRole[]
  onChange: (role: TeamRole) => void
}

function RolePicker({ value, choices, onChange }: RolePickerProps) {
  const id = useId()
  return (
    <div>
      <VisuallyHidden>
        <span id={`${id}-label`}>Rôle dans le projet</span>
      </VisuallyHidden>
      <Select
        control={{ id, 'aria-describedby': undefined, 'aria-invalid': undefined }}
        options={choices.map((role) => ({ value: role, label: roleLabel[role] }))}
        value={choices.length === 0 ? '' : value}
        placeholder={roleLabel[value]}
        onChange={(next) => {
          const role = choices.find((choice) => choice === next)
          if (role) onChange(role)
        }}
      />
    </div>
  )
}
