import { Lock } from 'lucide-react'
import { AvatarStack } from '#app/_ui/avatar-stack.tsx'
import { groupHue } from '#app/_ui/group-hue.ts'
import { Ring } from '#app/_ui/ring.tsx'
import { DutyMarks } from './duties/duty-marks.tsx'
import type { DutyStore } from './duties/duty-store.ts'
import styles from './outline.module.css'
import { groupsOf, type PagePart } from './page-model.ts'
import { partAnchor, writtenLabel } from './part-words.ts'
import type { PresentPerson } from './presence.ts'

type OutlineProps = {
  parts: readonly PagePart[]
  /** The part that is on screen. */
  current: string | null
  people: readonly PresentPerson[]
  duties: DutyStore
  onChoose?: () => void
}

/** Every part by group: number, who is there, whether it is mandatory and how far it is written. */
export function Outline({ parts, current, people, duties, onChoose }: OutlineProps) {
  return (
    <ol className={styles.outline}>
      {groupsOf(parts).map(({ group, parts: ofGroup }) => (
        <li key={group.id} data-g={groupHue(group.id)}>
          <div className={styles.group}>{group.title}</div>
          <ol className={styles.parts}>
            {ofGroup.map((part) => (
              <li key={part.id}>
                <OutlineLink
                  part={part}
                  duties={duties}
                  isCurrent={part.id === current}
                  people={people.filter((person) => person.sections.includes(part.id))}
                  {...(onChoose ? { onChoose } : {})}
                />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}

type OutlineLinkProps = {
  part: PagePart
  duties: DutyStore
  isCurrent: boolean
  people: PresentPerson[]
  onChoose?: () => void
}

function OutlineLink({ part, duties, isCurrent, people, onChoose }: OutlineLinkProps) {
  return (
    <a
      className={styles.link}
      href={`#${partAnchor(part.number)}`}
      aria-current={isCurrent ? 'location' : undefined}
      onClick={onChoose}
    >
      <span className={styles.number}>{part.number}</span>
      <span className={styles.title}>{part.shortTitle}</span>
      {people.length > 0 ? <AvatarStack people={people.slice(0, 3)} size="tiny" /> : null}
      <DutyMarks duties={duties} sectionId={part.id} />
      {part.mandatory ? (
        <span role="img" aria-label="obligatoire" title="Partie obligatoire">
          <Lock className={styles.lock} size={14} strokeWidth={2} aria-hidden />
        </span>
      ) : null}
      <Ring
        percent={part.percent}
        hue={groupHue(part.group.id)}
        size={18}
        label={writtenLabel(part.percent)}
      />
    </a>
  )
}
