'use client'

import { BookOpen, Hash } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
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

/**
 * What the head decides on before a version is frozen, and what became of those that are. One dialog
 * from the reading to the end: the focus stays inside.
 */
export function PublishDialog({ place, ...dialog }: PublishDialogProps) {
  const { plan, failure, reload } = usePlan(place)
  const [done, setDone] = useState<Published | null>(null)
  const publication = usePublication({ plan, place, onDone: setDone })
  const close = () => dialog.onOpenChange(false)
  if (done !== null || plan === null) {
    return (
      <Dialog
        {...dialog}
        title={done ? 'Publication faite' : title}
        footer={<CloseFooter onClose={close} />}
      >
        {done ? (
          <PublicationDone published={done} />
        ) : (
          <Waiting failure={failure} onRetry={reload} />
        )}
      </Dialog>
    )
  }
  return (
    <Dialog
      {...dialog}
      title={title}
      description={`La version ${plan.number} sera figée et datée. Le brouillon reste modifiable.`}
      size="large"
      footer={<Footer number={plan.number} pending={publication.pending} onClose={close} />}
    >
      {publication.failure ? (
        <Callout tone="danger" title={publication.failure} className={styles.failure}>
          Rien n’a été publié, et ce que vous avez écrit ici est conservé.
        </Callout>
      ) : null}
      <div className={styles.columns}>
        <div className={styles.column}>
          <Verifications plan={plan} onLeave={close} />
          <PublishedVersions plan={plan} place={place} onChanged={reload} />
        </div>
        <PublicationFields id={formId} plan={plan} publication={publication} />
      </div>
    </Dialog>
  )
}

const title = 'Publier le projet'

function Waiting({ failure, onRetry }: { failure: string | null; onRetry: () => void }) {
  return (
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
  )
}

function CloseFooter({ onClose }: { onClose: () => void }) {
  return (
    <>
      <span className={styles.note} />
      <Button onClick={onClose}>Fermer</Button>
    </>
  )
}

type FooterProps = { number: number; pending: boolean; onClose: () => void }

function Footer({ number, pending, onClose }: FooterProps) {
  return (
    <>
      <span className={styles.note}>
        <Hash size={18} strokeWidth={1.75} aria-hidden />
        Une empreinte SHA-256 permettra de vérifier cette version.
      </span>
      <Button onClick={onClose}>Annuler</Button>
      <Button type="submit" form={formId} variant="primary" blocked={pending}>
        <BookOpen size={18} strokeWidth={1.75} aria-hidden />
        {pending ? 'Publication…' : `Publier la version ${number}`}
      </Button>
    </>
  )
}
