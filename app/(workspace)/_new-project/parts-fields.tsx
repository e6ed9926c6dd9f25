'use client'

import { Plus, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Avatar } from '#app/_ui/avatar.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Picker } from '#app/_ui/picker.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { Colleague } from '#lib/usecases/list-colleagues.ts'
import { type NewProjectChoices, SUGGESTED_PARTS } from './choices.ts'
import styles from './new-project.module.css'
import { type DraftState, toggled } from './use-draft.ts'

type PartsFieldsProps = { choices: NewProjectChoices; draftState: DraftState }

const asItem = (colleague: Colleague) => ({
  ...colleague,
  label: `${colleague.firstName} ${colleague.lastName}`,
  note: colleague.jobTitle,
})

export function PartsFields({ choices, draftState }: PartsFieldsProps) {
  const { draft, change } = draftState
  return (
    <section className={styles.column} aria-labelledby="new-project-team">
      <Heading as="h3" size="panel" id="new-project-team">
        L’équipe et les parties
      </Heading>
      <Field
        label="Coordination de l’AP"
        hint="Ces personnes rédigent et préparent la validation. La direction est ajoutée d’office."
      >
        {(control) => (
          <Picker
            control={control}
            items={choices.colleagues.map(asItem)}
            value={draft.coordinators.map(asItem)}
            onChange={(coordinators) => change({ coordinators })}
            placeholder="Ajouter…"
            nothing="Personne de ce nom dans l’établissement."
            icon={({ firstName, lastName, color }) => (
              <Avatar
                firstName={firstName}
                lastName={lastName}
                color={color}
                size="tiny"
                decorative
              />
            )}
          />
        )}
      </Field>
      <OptionalParts choices={choices} draftState={draftState} />
    </section>
  )
}

function OptionalParts({ choices, draftState }: PartsFieldsProps) {
  const { draft, change } = draftState
  const order = choices.optionalSections.map(({ id }) => id)
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>Parties facultatives</legend>
      {choices.optionalSections.map(({ id, number, label }) => (
        <Checkbox
          key={id}
          label={`${number}. ${label}`}
          checked={draft.templateParts.includes(id)}
          onChange={() => change({ templateParts: toggled(draft.templateParts, id, order) })}
        />
      ))}
      {SUGGESTED_PARTS.map((title) => (
        <Checkbox
          key={title}
          label={title}
          checked={draft.suggestedParts.includes(title)}
          onChange={() =>
            change({ suggestedParts: toggled(draft.suggestedParts, title, SUGGESTED_PARTS) })
          }
        />
      ))}
      <OwnParts draftState={draftState} />
    </fieldset>
  )
}

function OwnParts({ draftState }: { draftState: DraftState }) {
  const { draft, change } = draftState
  const addRef = useRef<HTMLButtonElement>(null)
  const add = () => {
    const key = Math.max(0, ...draft.ownParts.map((part) => part.key)) + 1
    change({ ownParts: [...draft.ownParts, { key, title: '' }] })
  }
  return (
    <>
      {draft.ownParts.map((part) => (
        <OwnPart
          key={part.key}
          title={part.title}
          onChange={(title) =>
            change({
              ownParts: draft.ownParts.map((other) =>
                other.key === part.key ? { ...other, title } : other,
              ),
            })
          }
          onRemove={() => {
            change({ ownParts: draft.ownParts.filter((other) => other.key !== part.key) })
            addRef.current?.focus()
          }}
        />
      ))}
      <Button ref={addRef} variant="quiet" size="small" className={styles.add} onClick={add}>
        <Plus size={16} strokeWidth={2} aria-hidden />
        Ajouter une partie propre à l’établissement
      </Button>
    </>
  )
}

type OwnPartProps = {
  title: string
  onChange: (title: string) => void
  onRemove: () => void
}

function OwnPart({ title, onChange, onRemove }: OwnPartProps) {
  const inputRef = useRef<HTMLInputElement>(null)
  useEffect(() => inputRef.current?.focus(), [])
  return (
    <div className={styles.own}>
      <TextInput
        ref={inputRef}
        aria-label="Titre de la partie"
        placeholder="Titre de la partie"
        value={title}
        maxLength={160}
        onChange={(event) => onChange(event.target.value)}
      />
      <IconButton
        label={title ? `Retirer la partie ${title}` : 'Retirer la partie'}
        onClick={onRemove}
      >
        <X size={18} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </div>
  )
}
