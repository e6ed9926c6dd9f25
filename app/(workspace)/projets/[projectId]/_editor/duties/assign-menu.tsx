'use client'

import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Avatar } from '#app/_ui/avatar.tsx'
import { buttonClass } from '#app/_ui/button.tsx'
import { useLandmark } from '#app/_ui/use-landmark.ts'
import styles from './assign-menu.module.css'
import type { DutyPerson } from './duty-store.ts'

type AssignMenuProps = {
  /** To whom a part can be confided. */
  writers: readonly DutyPerson[]
  assignees: readonly DutyPerson[]
  onAssign: (person: DutyPerson, assigned: boolean) => void
}

/** Ticks the people of one part: arrows move, letters jump, Space ticks, Esc closes. */
export function AssignMenu({ writers, assignees, onAssign }: AssignMenuProps) {
  const [landmarkRef, landmark] = useLandmark()
  const [isOpen, setIsOpen] = useState(false)
  // It is loaded by the click that asks for it, and opens once it knows where it belongs.
  useEffect(() => setIsOpen(true), [])
  const assigned = new Set(assignees.map(({ id }) => id))
  const writing = new Set(writers.map(({ id }) => id))
  // Whoever writes no longer can still be told so, by taking the part back.
  const people = [...writers, ...assignees.filter(({ id }) => !writing.has(id))]
  return (
    <Menu.Root open={isOpen} onOpenChange={setIsOpen}>
      <Menu.Trigger ref={landmarkRef} className={buttonClass({ size: 'small' })}>
        Confier à…
      </Menu.Trigger>
      <Menu.Portal container={landmark} className={styles.portal}>
        <Menu.Positioner className={styles.positioner} sideOffset={4} align="start">
          <Menu.Popup className={styles.popup}>
            {people.map((person) => (
              <Menu.CheckboxItem
                key={person.id}
                className={styles.item}
                label={nameOf(person)}
                checked={assigned.has(person.id)}
                onCheckedChange={(checked) => onAssign(person, checked)}
              >
                <Avatar {...person} size="small" decorative />
                <span className={styles.name}>{nameOf(person)}</span>
                <Menu.CheckboxItemIndicator>
                  <Check size={16} strokeWidth={2} aria-hidden />
                </Menu.CheckboxItemIndicator>
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function nameOf({ firstName, lastName }: DutyPerson): string {
  return `${firstName} ${lastName}`
}
