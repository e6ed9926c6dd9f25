'use client'

import { BookOpen, Hash } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import type { PublicationPlan } from '#lib/usecases/plan-publication.ts'
import type { Published } from '#lib/usecases/publish-project.ts'
import { PublicationDone } from './publication-done.tsx'
import { PublicationFields } from './publication-fields.tsx'
import type { PublicationPlace } from './publication-place.ts'
import styles from './publish-dialog.module.css'
import { PublishedVersions } from './published-versions.tsx'
import { usePlan } from './use-plan.ts'
import { usePublication } from './use-publication.ts'
import { Verifications } from './verifications.tsx'

export type PublishDialogProps = {
  place: PublicationPlace
  open: boolean
  onOpenChange: (open: boolean) => void
  finalFocus: RefObject<HTMLButtonElement | null>
}

const formId = 'publication'

/** What the head decides on before a version is frozen, and what became of those that are. */
export function PublishDialog(props: PublishDialogProps) {
  const { plan, failure, reload } = usePlan(props.place)
  const [done, setDone] = useState<Published | null>(null)
  const shell = { ...props, onClose: () => props.onOpenChange(false) }
  if (done !== null) return <Done {...shell} published={done} />
  if (plan === null) return <Waiting {...shell} failure={failure} onRetry={reload} />
  return <Decision {...shell} plan={plan} reload={reload} onDone={setDone} />
}

type ShellProps = PublishDialogProps & { onClose: () => void }

const title = 'Publier le projet'

type WaitingProps = ShellProps & { failure: string | null; onRetry: () => void }

function Waiting({ failure, onRetry, onClose, ...dialog }: WaitingProps) {
  return (
    <Dialog {...dialog} title={title} footer={<Button onClick={onClose}>Fermer</Button>}>
      <div className={styles.waiting}>
        {failure === null ? (
          <p role="status">Lecture du projet…</p>
        ) : (
          <Callout tone="danger" title={failure}>
            <Button size="small" onClick={onRetry}>
              Réessayer
            </Button>
          </Callout>
        )}
      </div>
    </Dialog>
  )
}

type DoneProps = ShellProps & { published: Published }

function Done({ published, onClose, ...dialog }: DoneProps) {
  return (
    <Dialog
      {...dialog}
      title="Publication faite"
      footer={
        <>
          <span className={styles.note} />
          <Button onClick={onClose}>Fermer</Button>
        </>
      }
    >
      <PublicationDone published={published} />
    </Dialog>
  )
}

type DecisionProps = ShellProps & {
  plan: PublicationPlan
  reload: () => void
  onDone: (published: Published) => void
}

function Decision({ plan, place, reload, onDone, onClose, ...dialog }: DecisionProps) {
  const publication = usePublication({ plan, place, onDone })
  return (
    <Dialog
      {...dialog}
      title={title}
      description={`La version ${plan.number} sera figée et datée. Le brouillon reste modifiable.`}
      size="large"
      footer={
        <>
          <span className={styles.note}>
            <Hash size={18} strokeWidth={1.75} aria-hidden />
            Une empreinte SHA-256 permettra de vérifier cette version.
          </span>
          <Button onClick={onClose}>Annuler</Button>
          <Button type="submit" form={formId} variant="primary" blocked={publication.pending}>
            <BookOpen size={18} strokeWidth={1.75} aria-hidden />
            {publication.pending ? 'Publication…' : `Publier la version ${plan.number}`}
          </Button>
        </>
      }
    >
      {publication.failure ? (
        <Callout tone="danger" title={publication.failure} className={styles.failure}>
          Rien n’a été publié, et ce que vous avez écrit ici est conservé.
        </Callout>
      ) : null}
      <div className={styles.columns}>
        <div className={styles.column}>
          <Verifications plan={plan} onLeave={onClose} />
          <PublishedVersions plan={plan} place={place} onChanged={reload} />
        </div>
        <PublicationFields id={formId} plan={plan} publication={publication} />
      </div>
    </Dialog>
  )
}
