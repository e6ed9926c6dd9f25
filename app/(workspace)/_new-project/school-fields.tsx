'use client'

import { type RefObject, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field, FieldError } from '#app/_ui/field.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { Choice, NewProjectChoices } from './choices.ts'
import styles from './new-project.module.css'
import { type DraftState, toggled } from './use-draft.ts'

type SchoolFieldsProps = {
  choices: NewProjectChoices
  draftState: DraftState
  firstRef: RefObject<HTMLButtonElement | null>
  levelsRef: RefObject<HTMLFieldSetElement | null>
}

const options = (choices: readonly Choice[]) =>
  choices.map(({ id, label }) => ({ value: id, label }))

export function SchoolFields({ choices, draftState, firstRef, levelsRef }: SchoolFieldsProps) {
  const { draft, change } = draftState
  const year = choices.years.find(({ id }) => id === draft.schoolYear)
  return (
    <section className={styles.column} aria-labelledby="new-project-frame">
      <Heading as="h3" size="panel" id="new-project-frame">
        L’année et les élèves
      </Heading>
      <Field label="Année scolaire" hint={year?.span}>
        {(control) => (
          <Select
            control={control}
            triggerRef={firstRef}
            options={options(choices.years)}
            value={draft.schoolYear}
            onChange={(schoolYear) => change({ schoolYear })}
          />
        )}
      </Field>
      <SchoolType choices={choices} draftState={draftState} />
      <Levels choices={choices} draftState={draftState} levelsRef={levelsRef} />
      <Field
        label="Titre (facultatif)"
        hint="Utile quand l’établissement a plusieurs projets la même année."
      >
        {(control) => (
          <TextInput
            {...control}
            value={draft.title}
            maxLength={160}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
    </section>
  )
}

type PartProps = { choices: NewProjectChoices; draftState: DraftState }

/** Another type of school has other levels: those that are ticked would be lost, so it asks. */
function SchoolType({ choices, draftState }: PartProps) {
  const { draft, change } = draftState
  const [asked, setAsked] = useState<string | null>(null)
  const take = (schoolType: string) => {
    change({ schoolType, levels: [] })
    setAsked(null)
  }
  return (
    <>
      <Field label="Type d’établissement" hint="Les niveaux en dépendent.">
        {(control) => (
          <Select
            control={control}
            options={options(choices.schoolTypes)}
            value={draft.schoolType}
            onChange={(type) => {
              if (type === draft.schoolType) setAsked(null)
              else if (draft.levels.length > 0) setAsked(type)
              else take(type)
            }}
          />
        )}
      </Field>
      {asked === null ? null : (
        <Callout tone="warn" title="Les niveaux cochés seront retirés." role="alert">
          <div className={styles.buttons}>
            <Button size="small" onClick={() => take(asked)}>
              Changer de type
            </Button>
            <Button size="small" variant="quiet" onClick={() => setAsked(null)}>
              Garder le type et les niveaux
            </Button>
          </div>
        </Callout>
      )}
    </>
  )
}

function Levels({
  choices,
  draftState,
  levelsRef,
}: PartProps & { levelsRef: RefObject<HTMLFieldSetElement | null> }) {
  const { draft, errors, change, setErrors } = draftState
  const levels = choices.schoolTypes.find(({ id }) => id === draft.schoolType)?.levels ?? []
  const order = levels.map(({ id }) => id)
  return (
    <fieldset
      ref={levelsRef}
      className={styles.set}
      aria-describedby={errors.levels ? 'new-project-levels-error' : undefined}
    >
      <legend className={styles.legend}>Niveaux concernés</legend>
      <div className={styles.levels}>
        {levels.map(({ id, label }) => (
          <Checkbox
            key={id}
            label={label}
            checked={draft.levels.includes(id)}
            onChange={() => {
              change({ levels: toggled(draft.levels, id, order) })
              setErrors({})
            }}
          />
        ))}
      </div>
      {errors.levels ? (
        <FieldError id="new-project-levels-error">{errors.levels}</FieldError>
      ) : null}
    </fieldset>
  )
}
