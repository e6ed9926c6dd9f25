import { Avatar, type PersonColor } from './avatar.tsx'
import styles from './avatar-stack.module.css'

export type StackedPerson = {
  id: string
  firstName: string
  lastName: string
  color: PersonColor
}

type AvatarStackProps = {
  people: readonly StackedPerson[]
  size?: 'tiny' | 'small' | 'medium'
}

/** Several people side by side; each keeps its own name for screen readers. */
export function AvatarStack({ people, size = 'small' }: AvatarStackProps) {
  return (
    <span className={styles.stack}>
      {people.map((person) => (
        <Avatar
          key={person.id}
          firstName={person.firstName}
          lastName={person.lastName}
          color={person.color}
          size={size}
        />
      ))}
    </span>
  )
}
