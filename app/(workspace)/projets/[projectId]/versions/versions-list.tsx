import { Eraser, History, type LucideIcon, PencilLine, RotateCcw, Tag } from 'lucide-react'
import Link from 'next/link'
import { AvatarStack } from '#app/_ui/avatar-stack.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { andOthers, plainDateOf, timeOf } from '#lib/i18n/format.ts'
import type { ListedState, VersionsPage } from '#lib/usecases/open-versions.ts'
import { dayTitle, stateNote, stateTitle } from './version-words.ts'
import styles from './versions-list.module.css'

/** Faces shown before the rest become a number. */
const FACES = 5

const icons: Record<ListedState['kind'], LucideIcon> = {
  present: PencilLine,
  automatic: History,
  'before-deletion': Eraser,
  'before-restore': RotateCcw,
  named: Tag,
}

/** Where the address of a state points; without one the list stands alone on a phone. */
export function stateAddress(projectId: string, id: string | null): string {
  return `/projets/${projectId}/versions?version=${id ?? 'travail'}`
}

export function VersionsList({ page, now }: { page: VersionsPage; now: Date }) {
  const days = Map.groupBy(page.states, ({ at }) => plainDateOf(at ?? now))
  return (
    <nav className={styles.list} aria-label="Historique des versions">
      <h2 className={styles.head}>Historique</h2>
      {[...days].map(([day, states]) => (
        <section key={day} aria-labelledby={`jour-${day}`}>
          <h3 id={`jour-${day}`} className={styles.day}>
            {dayTitle(day, now)}
          </h3>
          <ol className={styles.states}>
            {states.map((state) => (
              <State key={state.id ?? 'travail'} page={page} state={state} />
            ))}
          </ol>
        </section>
      ))}
      {page.states.length === 1 ? <NoVersion /> : null}
    </nav>
  )
}

function State({ page, state }: { page: VersionsPage; state: ListedState }) {
  const Icon = state.label === null ? icons[state.kind] : Tag
  const look = state.label === null ? state.kind : 'named'
  const isShown = state.id === page.shown.listed.id
  const note = stateNote(state, page.parts.length)
  return (
    <li className={classNames(styles.state, styles[look])}>
      <Link
        className={styles.link}
        href={stateAddress(page.id, state.id)}
        aria-current={isShown ? 'true' : undefined}
      >
        <span className={styles.dot} aria-hidden="true">
          <Icon size={14} strokeWidth={2} />
        </span>
        <span className={styles.words}>
          <span className={styles.title}>{stateTitle(state)}</span>
          {note === '' ? null : <span className={styles.note}>{note}</span>}
          <span className={styles.meta}>
            {state.at === null ? null : <span>{timeOf(state.at)}</span>}
            <AvatarStack people={state.people.slice(0, FACES)} size="tiny" />
            {state.people.length > FACES ? (
              <span>{andOthers(state.people.length - FACES)}</span>
            ) : null}
          </span>
        </span>
      </Link>
    </li>
  )
}

function NoVersion() {
  return (
    <p className={styles.none}>
      Aucune version pour l’instant. Trame en garde une d’elle-même quand l’équipe s’arrête d’écrire
      cinq minutes, toutes les trente minutes d’écriture, et avant une suppression importante.
      Nommez une version pour retrouver un moment qui compte.
    </p>
  )
}
