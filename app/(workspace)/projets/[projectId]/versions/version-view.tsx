import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import type { VersionsPage } from '#lib/usecases/open-versions.ts'
import { partAnchor } from '../_editor/part-words.ts'
import { partCards } from '../_editor/records/part-cards.ts'
import { VersionActions } from './version-actions.tsx'
import { VersionPart } from './version-part.tsx'
import styles from './version-view.module.css'
import { capital, momentOf, stateTitle } from './version-words.ts'

/** One state of the project, read-only, and what can be done with it. */
export function VersionView({ page }: { page: VersionsPage }) {
  const { shown, parts, refDate } = page
  const { content, listed } = shown
  const sectionIds = parts.map(({ id }) => id)
  const { groups } = partCards(content, { refDate, sectionIds })
  const canRestore = page.canRestore && !page.isFrozen
  return (
    <>
      <ViewHead page={page} />
      <ViewNotice page={page} />
      <div className={styles.parts}>
        {parts.map((part) => (
          <VersionPart
            key={part.id}
            part={part}
            blocks={content.sections.find(({ id }) => id === part.id)?.content ?? []}
            groups={groups[part.id] ?? []}
            recovery={
              canRestore && shown.recoverable.includes(part.id)
                ? { versionId: listed.id }
                : undefined
            }
          />
        ))}
      </div>
    </>
  )
}

function ViewHead({ page }: { page: VersionsPage }) {
  const { listed, isPresent } = page.shown
  const moment = listed.at === null ? '' : momentOf(listed.at)
  return (
    <header className={styles.head}>
      <Link
        className={classNames(buttonClass({ variant: 'quiet', size: 'small' }), styles.back)}
        href={`/projets/${page.id}/versions`}
      >
        <ArrowLeft size={16} strokeWidth={1.75} aria-hidden />
        Toutes les versions
      </Link>
      <div className={styles.words}>
        <h2 className={styles.title}>{stateTitle(listed)}</h2>
        <p className={styles.moment}>
          {listed.id === null ? presentWords(moment) : capital(moment)}
        </p>
        <Changed page={page} />
      </div>
      <div className={styles.actions}>
        <VersionActions
          key={listed.id}
          {...{
            personId: page.personId,
            projectId: page.id,
            versionId: listed.id,
            label: listed.label,
            moment,
          }}
          canName={page.canName}
          canRestore={page.canRestore && !page.isFrozen && !isPresent}
        />
      </div>
    </header>
  )
}

function presentWords(moment: string): string {
  return moment === '' ? 'Le texte tel qu’il est maintenant' : `Dernière modification ${moment}`
}

function Changed({ page }: { page: VersionsPage }) {
  const { changed } = page.shown.listed
  if (changed.length === 0 || changed.length === page.parts.length) return null
  return (
    <p className={styles.changed}>
      Parties qui ont changé :
      {changed.map(({ id, number, title }) => (
        <a
          key={id}
          href={`#${partAnchor(number)}`}
          title={title}
          aria-label={`${number}, ${title}`}
        >
          {number}
        </a>
      ))}
    </p>
  )
}

function ViewNotice({ page }: { page: VersionsPage }) {
  const { listed, isPresent } = page.shown
  if (listed.id === null) return null
  if (isPresent) {
    return (
      <Callout className={styles.notice} tone="info" title="Comme la version de travail">
        Rien n’a changé depuis cette version : il n’y a rien à restaurer.
      </Callout>
    )
  }
  if (!page.canRestore || !page.isFrozen) return null
  return (
    <Callout className={styles.notice} tone="info" title="Le texte est figé">
      On ne peut pas y ramener une version tant qu’il l’est.
    </Callout>
  )
}
