import 'server-only'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { Person } from './person.ts'

export type Colleague = Person & { jobTitle: string; isMe: boolean }

/** Who can be given a role: the open accounts of the school that do more than administer it. */
export async function listColleagues(_actor: SessionActor): Promise<Colleague[]> {
  throw new Error('not ready')
}
