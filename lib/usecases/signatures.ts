import 'server-only'
import type { Db } from '#db/client.ts'
import { listAccountsOfSchool } from '#db/queries/account.ts'
import { listMembers } from '#db/queries/project-member.ts'
import type { AccountId, ProjectId, SchoolId } from '#lib/domain/ids.ts'
import { type Person, peopleOf, personColor } from './person.ts'

/** Someone who wrote, or did something, whether or not they still are of the project. */
export type Signature = Person

/** What gives people their names and hues: those of the project's members, then of who left it. */
export async function signatures(
  db: Db,
  project: { id: ProjectId; schoolId: SchoolId },
): Promise<(accountIds: readonly AccountId[]) => Signature[]> {
  const members = peopleOf(await listMembers(db, [project.id]), project.id)
  const others = await listAccountsOfSchool(db, project.schoolId)
  const known = new Map<AccountId, Signature>(
    others.map(({ id, firstName, lastName }, index) => [
      id,
      { id, firstName, lastName, color: personColor(index) },
    ]),
  )
  for (const { role, ...member } of members) known.set(member.id, member)
  return (accountIds) => accountIds.flatMap((id) => known.get(id) ?? [])
}
