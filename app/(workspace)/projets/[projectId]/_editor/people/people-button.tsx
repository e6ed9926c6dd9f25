'use client'

import { AvatarStack } from '#app/_ui/avatar-stack.tsx'
import { count } from '#lib/i18n/format.ts'
import { BarPopover } from '../bar/bar-popover.tsx'
import { onDemand } from '../bar/on-demand.tsx'
import type { PresentPerson } from '../presence.ts'
import styles from './people-button.module.css'
import type { PeoplePanelProps } from './people-panel.tsx'

/** Faces shown before the rest become a number; on small screens two. */
const FACES = 5

const PeoplePanel = onDemand<PeoplePanelProps>(
  async () => (await import('./people-panel.tsx')).PeoplePanel,
)

/** The faces of who is there; they open the list of people. */
export function PeopleButton(panel: Omit<PeoplePanelProps, 'close'>) {
  const { people, room } = panel
  if (people.length === 0) return null
  // The others first: there is no room for everybody, and one knows that one is there.
  const faces = [...people].sort((a, b) => {
    return Number(a.id === room?.presence.selfId) - Number(b.id === room?.presence.selfId)
  })
  return (
    <BarPopover
      label="Personnes présentes"
      buttonLabel={peopleLabel(people)}
      className={styles.faces}
      button={
        <>
          <AvatarStack people={faces.slice(0, FACES)} size="medium" />
          <More left={people.length - FACES} />
          <More left={people.length - 2} className={styles.few} />
        </>
      }
    >
      {(close) => <PeoplePanel {...panel} close={close} />}
    </BarPopover>
  )
}

function More({ left, className = styles.many }: { left: number; className?: string | undefined }) {
  return left > 0 ? <span className={className}>{`+${left}`}</span> : null
}

function peopleLabel(people: readonly PresentPerson[]): string {
  if (people.length <= 1) return 'Personne d’autre n’est connecté'
  return count(people.length, 'personne présente', 'personnes présentes')
}
