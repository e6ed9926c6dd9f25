import styles from './avatar.module.css'
import { classNames } from './class-names.ts'

export type PersonColor = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

type AvatarProps = {
  firstName: string
  lastName: string
  color: PersonColor
  size?: 'tiny' | 'small' | 'medium' | 'large'
  /** The name is written beside it: the initials are then hidden from screen readers. */
  decorative?: boolean
}

export function Avatar({ firstName, lastName, color, size = 'medium', decorative }: AvatarProps) {
  const name = `${firstName} ${lastName}`.trim()
  const className = classNames(styles.avatar, styles[size])
  const text = initials(firstName, lastName)
  if (decorative) {
    return (
      <span className={className} data-p={color} aria-hidden="true">
        {text}
      </span>
    )
  }
  return (
    <span className={className} data-p={color} role="img" aria-label={name} title={name}>
      {text}
    </span>
  )
}

function initials(firstName: string, lastName: string): string {
  return [firstName, lastName]
    .map((name) => [...name.trim()][0] ?? '')
    .join('')
    .toUpperCase()
}
