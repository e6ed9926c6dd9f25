import { Building2, Globe, TriangleAlert } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Chip } from '#app/_ui/chip.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { date, plainDateOf } from '#lib/i18n/format.ts'
import type { PublicationPlan, PublishedVersion } from '#lib/usecases/plan-publication.ts'
import { changeVisibility } from './actions.ts'
import type { PublicationPlace } from './publication-place.ts'
import styles from './published-versions.module.css'
import { unreachable } from './use-plan.ts'
import { WithdrawalForm } from './withdrawal-form.tsx'

type PublishedVersionsProps = {
  plan: PublicationPlan
  place: PublicationPlace
  onChanged: () => void
}

/** The versions that readers have, and the two things that may still change about each. */
export function PublishedVersions({ plan, place, onChanged }: PublishedVersionsProps) {
  const [said, setSaid] = useState('')
  if (plan.published.length === 0) return null
  const changed = (message: string) => {
    setSaid(message)
    onChanged()
  }
  return (
    <section aria-labelledby="published-versions" className={styles.section}>
      <Heading as="h3" size="panel" id="published-versions">
        Versions publiées
      </Heading>
      <p role="status" className={styles.said}>
        {said}
      </p>
      <ul>
        {plan.published.map((version) => (
          <Version
            key={version.number}
            version={version}
            place={place}
            slug={plan.slug}
            onChanged={changed}
          />
        ))}
      </ul>
    </section>
  )
}

type VersionProps = {
  version: PublishedVersion
  place: PublicationPlace
  slug: string
  onChanged: (message: string) => void
}

function Version({ version, place, slug, onChanged }: VersionProps) {
  const [isWithdrawing, setWithdrawing] = useState(false)
  const { number, publishedAt, withdrawal } = version
  return (
    <li className={styles.version}>
      <div className={styles.head}>
        <a href={`/p/${slug}/v/${number}`}>Version {number}</a>
        <span>{date(plainDateOf(publishedAt))}</span>
        <State version={version} />
      </div>
      {withdrawal ? <p className={styles.reason}>{withdrawal.reason}</p> : null}
      {withdrawal === null && !isWithdrawing ? (
        <div className={styles.buttons}>
          <VisibilityButton version={version} place={place} onChanged={onChanged} />
          <Button
            size="small"
            variant="quiet"
            aria-label={`Retirer la version ${number}…`}
            onClick={() => setWithdrawing(true)}
          >
            Retirer…
          </Button>
        </div>
      ) : null}
      {withdrawal === null && isWithdrawing ? (
        <WithdrawalForm
          place={place}
          number={number}
          onCancel={() => setWithdrawing(false)}
          onWithdrawn={() =>
            onChanged(`La version ${number} est retirée : son texte n’est plus affiché.`)
          }
        />
      ) : null}
    </li>
  )
}

function State({ version: { visibility, withdrawal } }: { version: PublishedVersion }) {
  if (withdrawal) {
    return (
      <Chip tone="warn" icon={<TriangleAlert size={14} strokeWidth={2} aria-hidden />}>
        Retirée
      </Chip>
    )
  }
  return visibility === 'public' ? (
    <Chip tone="line" icon={<Globe size={14} strokeWidth={2} aria-hidden />}>
      Public
    </Chip>
  ) : (
    <Chip tone="line" icon={<Building2 size={14} strokeWidth={2} aria-hidden />}>
      Établissement
    </Chip>
  )
}

type VisibilityButtonProps = Omit<VersionProps, 'slug'>

function VisibilityButton({ version, place, onChanged }: VisibilityButtonProps) {
  const [pending, startTransition] = useTransition()
  const { number } = version
  const { person, projectId } = place
  const isPublic = version.visibility === 'public'
  const change = () =>
    startTransition(async () => {
      const visibility = isPublic ? 'school' : 'public'
      try {
        const answer = await changeVisibility(person, { projectId, number, visibility })
        onChanged(answer.ok ? said[visibility](number) : answer.message)
      } catch {
        onChanged(unreachable)
      }
    })
  return (
    <Button
      size="small"
      blocked={pending}
      aria-label={`${isPublic ? 'Réserver à l’établissement' : 'Ouvrir à tous'} : version ${number}`}
      onClick={change}
    >
      {isPublic ? 'Réserver à l’établissement' : 'Ouvrir à tous'}
    </Button>
  )
}

const said = {
  public: (number: number) => `Toute personne qui a l’adresse peut lire la version ${number}.`,
  school: (number: number) => `La version ${number} est réservée à l’établissement.`,
}
