import 'server-only'
import type { ProjectMember } from '#db/queries/project-member.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/roles.ts'

/** One of the eight hues of a person's avatar and caret. */
export type PersonColor = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

export type Person = {
  id: AccountId
  firstName: string
  lastName: string
  color: PersonColor
}

export type Member = Person & { role: Role }

const colors: readonly PersonColor[] = [1, 2, 3, 4, 5, 6, 7, 8]

/** The hue of the person at `index` of a stable list: neighbours in the list never share one. */
export function personColor(index: number): PersonColor {
  return colors[index % colors.length] ?? 1
}

/** The people of one project, in the order of `members`, which also gives their hues. */
export function peopleOf(members: readonly ProjectMember[], projectId: ProjectId): Member[] {
  return members
    .filter((member) => member.projectId === projectId)
    .map(({ accountId, firstName, lastName, role }, index) => ({
      ...{ id: accountId, firstName, lastName, role },
      color: personColor(index),
    }))
}
