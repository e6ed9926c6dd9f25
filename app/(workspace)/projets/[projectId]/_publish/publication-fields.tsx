import { Building2, Globe } from 'lucide-react'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field, FieldError } from '#app/_ui/field.tsx'
import { RadioCard } from '#app/_ui/radio-card.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import { type PublicationVisibility, publicationLimits } from '#lib/domain/publication.ts'
import { plural } from '#lib/i18n/format.ts'
import type { PublicationPlan } from '#lib/usecases/plan-publication.ts'
import styles from './publish-dialog.module.css'
import type { PublicationState } from './use-publication.ts'

type PublicationFieldsProps = { id: string; plan: PublicationPlan; publication: PublicationState }

export function PublicationFields({ id, plan, publication }: PublicationFieldsProps) {
  const { draft, change, submit } = publication
  return (
    <form
      id={id}
      noValidate
      className={styles.column}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset>
        <legend className={styles.legend}>Qui pourra la lire ?</legend>
        <div className={styles.cards}>
          <VisibilityCard publication={publication} value="public" />
          <VisibilityCard publication={publication} value="school" />
        </div>
      </fieldset>
      <Field
        label={
          <>
            Message aux lecteurs <span className={styles.optional}>(facultatif)</span>
          </>
        }
        hint={`En tête de la version publiée. ${publicationLimits.message} caractères au plus.`}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLength={publicationLimits.message}
            value={draft.message}
            onChange={(event) => change({ message: event.target.value })}
          />
        )}
      </Field>
      {plan.incomplete.length > 0 ? (
        <Confirmation left={plan.incomplete.length} publication={publication} />
      ) : null}
    </form>
  )
}

type VisibilityCardProps = { publication: PublicationState; value: PublicationVisibility }

const visibilities = {
  public: {
    icon: <Globe size={18} strokeWidth={1.75} aria-hidden />,
    label: 'Public',
    note: 'Toute personne qui a l’adresse. Les noms du personnel restent masqués.',
  },
  school: {
    icon: <Building2 size={18} strokeWidth={1.75} aria-hidden />,
    label: 'Établissement',
    note: 'Les personnes de l’établissement qui ont un compte, une fois connectées.',
  },
}

function VisibilityCard({ publication, value }: VisibilityCardProps) {
  const { draft, change } = publication
  return (
    <RadioCard
      {...visibilities[value]}
      name="visibility"
      value={value}
      checked={draft.visibility === value}
      onChange={() => change({ visibility: value })}
    />
  )
}

function Confirmation({ left, publication }: { left: number; publication: PublicationState }) {
  const { draft, change, confirmationMissing, confirmationRef } = publication
  const parts = plural(left, 'une partie obligatoire incomplète', `${left} parties incomplètes`)
  return (
    <div className={styles.confirmation}>
      <Checkbox
        ref={confirmationRef}
        label={`Je publie en l’état, avec ${parts}.`}
        checked={draft.incompleteConfirmed}
        aria-invalid={confirmationMissing || undefined}
        aria-describedby={confirmationMissing ? 'confirmation-error' : undefined}
        onChange={(event) => change({ incompleteConfirmed: event.target.checked })}
      />
      {confirmationMissing ? (
        <FieldError id="confirmation-error">
          Cochez cette case pour publier malgré ce qui manque, ou complétez d’abord les parties.
        </FieldError>
      ) : null}
    </div>
  )
}
