import 'server-only'
import { database } from '#db/client.ts'
import { listAccountsOfSchool } from '#db/queries/account.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { type Person, personColor } from './person.ts'

export type Colleague = Person & { jobTitle: string; isMe: boolean }

/** Who can be given a role: the open accounts of the school that do more than administer it. */
export async function listColleagues(actor: SessionActor): Promise<Colleague[]> {
  const accounts = await listAccountsOfSchool(await database(), actor.schoolId)
  return accounts
    .filter((account) => account.isHead || !account.isAdmin)
    .map(({ id, firstName, lastName, jobTitle }, index) => ({
      ...{ id, firstName, lastName, jobTitle },
      color: personColor(index),
      isMe: id === actor.accountId,
    }))
}
