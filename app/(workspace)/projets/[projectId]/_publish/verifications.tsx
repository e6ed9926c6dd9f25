import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Heading } from '#app/_ui/heading.tsx'
import { LinkButton } from '#app/_ui/link-button.tsx'
import { count, plural } from '#lib/i18n/format.ts'
import type { PublicationPlan } from '#lib/usecases/plan-publication.ts'
import styles from './verifications.module.css'

type VerificationsProps = { plan: PublicationPlan; onLeave: () => void }

/** What is known to be missing, what readers will not see, and what is new for them. */
export function Verifications({ plan, onLeave }: VerificationsProps) {
  const { incomplete, mandatoryTotal } = plan
  return (
    <section aria-labelledby="verifications">
      <Heading as="h3" size="panel" id="verifications">
        Vérifications
      </Heading>
      <ul className={styles.checks}>
        {incomplete.length === 0 ? (
          <Check tone="ok" text={`Les ${mandatoryTotal} parties obligatoires sont complètes.`} />
        ) : null}
        {incomplete.map(({ number, title, missing }) => (
          <Check
            key={number}
            tone="warn"
            text={
              <>
                <b>Incomplète.</b> {title}
              </>
            }
            where={`Partie ${number}, obligatoire${missing ? ` : ${missing}` : ''}`}
          >
            <LinkButton
              href={`#partie-${number}`}
              size="small"
              aria-label={`Voir la partie ${number}`}
              onClick={onLeave}
            >
              Voir
            </LinkButton>
          </Check>
        ))}
        <Check
          tone="info"
          text="Chaque personne est désignée par sa fonction, sauf si elle a choisi d’être nommée."
          where="Relisez aussi : aucun élève ne doit pouvoir être reconnu."
        />
      </ul>
      <Changes plan={plan} />
    </section>
  )
}

type CheckProps = {
  tone: 'ok' | 'warn' | 'info'
  text: ReactNode
  where?: string
  children?: ReactNode
}

const icons = { ok: CircleCheck, warn: TriangleAlert, info: Info }

function Check({ tone, text, where, children }: CheckProps) {
  const Icon = icons[tone]
  return (
    <li className={styles.check} data-tone={tone}>
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <div>
        <p>{text}</p>
        {where ? <p className={styles.where}>{where}</p> : null}
      </div>
      {children}
    </li>
  )
}

function Changes({ plan: { changes } }: { plan: PublicationPlan }) {
  if (changes === null) return null
  const { since, parts, added, changed, removed } = changes
  const said = [
    parts > 0 && count(parts, 'partie modifiée', 'parties modifiées'),
    added > 0 && count(added, 'fiche ajoutée', 'fiches ajoutées'),
    changed > 0 && count(changed, 'fiche modifiée', 'fiches modifiées'),
    removed > 0 && `${count(removed, 'fiche')} ${plural(removed, 'retirée')}`,
  ].filter((text) => text !== false)
  return (
    <div className={styles.changes}>
      <h4>Ce qui change depuis la version {since}</h4>
      <p>{said.length === 0 ? 'Rien : le contenu est le même.' : `${said.join(', ')}.`}</p>
    </div>
  )
}
