import { ArrowLeft, Search } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { AvatarStack } from '#app/_ui/avatar-stack.tsx'
import { buttonClass } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { ThemeButton } from '#app/_ui/theme-button.tsx'
import { count } from '#lib/i18n/format.ts'
import { SaveState } from './connection/save-state.tsx'
import type { OpenRoom } from './open-room.ts'
import type { EditorPage } from './page-model.ts'
import type { PresentPerson } from './presence.ts'
import styles from './project-bar.module.css'
import type { RoomStatus } from './room-status.ts'

/** Faces shown before the rest become a number. */
const FACES = 5

type ProjectBarProps = {
  page: EditorPage
  room: OpenRoom | null
  status: RoomStatus
  people: readonly PresentPerson[]
  onFind: () => void
  /** At the end of the bar. */
  children?: ReactNode
}

export function ProjectBar({ page, room, status, people, onFind, children }: ProjectBarProps) {
  return (
    <header className={styles.bar}>
      <Link
        className={classNames(buttonClass({ variant: 'quiet' }), styles.back)}
        href="/"
        aria-label="Retour à mes projets"
        title="Retour à mes projets"
      >
        <ArrowLeft size={18} strokeWidth={1.75} aria-hidden />
      </Link>
      <div className={styles.what}>
        <h1 className={styles.title}>{page.title}</h1>
        <div className={styles.state}>
          <StatusChip status={page.status} />
          <SaveState page={page} room={room} status={status} />
        </div>
      </div>
      <PeopleHere people={people} />
      <IconButton label="Rechercher dans le projet" aria-keyshortcuts="Control+F" onClick={onFind}>
        <Search size={18} strokeWidth={1.75} aria-hidden />
      </IconButton>
      <span className={styles.theme}>
        <ThemeButton />
      </span>
      {children}
    </header>
  )
}

function PeopleHere({ people }: { people: readonly PresentPerson[] }) {
  const more = people.length - FACES
  if (people.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form.
    <div className={styles.people} role="group" aria-label={peopleLabel(people.length)}>
      <AvatarStack people={people.slice(0, FACES)} size="medium" />
      {more > 0 ? <span className={styles.more}>{`+${more}`}</span> : null}
    </div>
  )
}

function peopleLabel(total: number): string {
  if (total <= 1) return 'Personne d’autre n’est connecté'
  return count(total, 'personne présente', 'personnes présentes')
}
