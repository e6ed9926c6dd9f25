'use client'

import { Avatar } from '#app/_ui/avatar.tsx'
import { list } from '#lib/i18n/format.ts'
import type { OpenRoom } from '../open-room.ts'
import type { PagePart } from '../page-model.ts'
import { partAnchor } from '../part-words.ts'
import type { PresentPerson } from '../presence.ts'
import type { DeviceSettings } from '../settings/device-settings.ts'
import { caretOf } from './caret-of.ts'
import styles from './people-panel.module.css'
import { PresenceSettings } from './presence-settings.tsx'

export type PeoplePanelProps = {
  people: readonly PresentPerson[]
  parts: readonly PagePart[]
  /** Null until the document was received. */
  room: OpenRoom | null
  device: DeviceSettings
  close: () => void
}

/** Who has the project open and in which part, and how much of it one wants to see and hear. */
export function PeoplePanel({ people, parts, room, device, close }: PeoplePanelProps) {
  const selfId = room?.presence.selfId
  const self = people.filter(({ id }) => id === selfId)
  const others = people.filter(({ id }) => id !== selfId)
  return (
    <div className={styles.panel}>
      <h2 className={styles.title}>Personnes présentes</h2>
      <ul className={styles.people}>
        {[...self, ...others].map((person) => (
          <PersonLine
            key={person.id}
            person={person}
            isSelf={person.id === selfId}
            parts={parts.filter(({ id }) => person.sections.includes(id))}
            room={room}
            close={close}
          />
        ))}
      </ul>
      {others.length === 0 ? (
        <p className={styles.alone}>Personne d’autre n’est connecté.</p>
      ) : null}
      <PresenceSettings device={device} />
    </div>
  )
}

type PersonLineProps = Pick<PeoplePanelProps, 'parts' | 'room' | 'close'> & {
  person: PresentPerson
  isSelf: boolean
}

function PersonLine({ person, isSelf, parts, room, close }: PersonLineProps) {
  const { firstName, lastName, color } = person
  const name = `${firstName} ${lastName}`.trim()
  const part = parts.at(-1)
  const go = () => {
    // Before the link is followed: closing gives the focus back to the bar.
    close()
    if (room === null || part === undefined) return
    requestAnimationFrame(() => caretOf(room, person.id, part.id)?.scrollIntoView(MIDDLE))
  }
  return (
    <li className={styles.person}>
      <Avatar {...{ firstName, lastName, color }} size="small" decorative />
      <span className={styles.who}>
        <b className={styles.name}>
          {name}
          {isSelf ? <span className={styles.self}> (vous)</span> : null}
        </b>
        <span className={styles.where}>{whereText(parts)}</span>
      </span>
      {part && !isSelf ? (
        <a
          className={styles.go}
          href={`#${partAnchor(part.number)}`}
          aria-label={`Aller à ${name}, ${part.shortTitle}`}
          onClick={go}
        >
          Aller à
        </a>
      ) : null}
    </li>
  )
}

const MIDDLE = { block: 'center' } as const

function whereText(parts: readonly PagePart[]): string {
  if (parts.length === 0) return 'Lit le projet'
  return `Dans ${list(parts.map(({ shortTitle }) => `“${shortTitle}”`))}`
}
