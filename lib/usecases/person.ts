import 'server-only'
import type { AccountId } from '#lib/domain/ids.ts'

/** One of the eight hues of a person's avatar and caret. */
export type PersonColor = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

export type Person = {
  id: AccountId
  firstName: string
  lastName: string
  color: PersonColor
}

const colors: readonly PersonColor[] = [1, 2, 3, 4, 5, 6, 7, 8]

/** The hue of the person at `index` of a stable list: neighbours in the list never share one. */
export function personColor(index: number): PersonColor {
  return colors[index % colors.length] ?? 1
}
