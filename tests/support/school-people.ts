import { type Db, database, type OpenDatabase } from '#db/client.ts'
import { createAccount } from '#db/queries/account.ts'
import { setMember } from '#db/queries/project-member.ts'
import { createSchool } from '#db/queries/school.ts'
import { createSession } from '#db/queries/session.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { type ProjectId, parseSessionId, type SchoolId } from '#lib/domain/ids.ts'
import { type Role, roles } from '#lib/domain/roles.ts'
import { clearProcessSlot, processSlot } from '#lib/platform/process-slot.ts'

/** Makes a database the one that use cases open. */
export async function useDatabase(opened: OpenDatabase): Promise<Db> {
  for (const slot of ['database', 'working-versions']) clearProcessSlot(slot)
  processSlot('database', async () => opened)
  return database()
}

type Person = { isHead?: boolean; isAdmin?: boolean; passwordHash?: string; email?: string }

/** Someone of the school who is signed in. */
export async function signedIn(
  db: Db,
  schoolId: SchoolId,
  person: Person = {},
): Promise<SessionActor> {
  const id = crypto.randomUUID()
  const { isHead = false, isAdmin = false, passwordHash = null } = person
  const email = person.email ?? `${id}@demo.trame.test`
  const name = { firstName: 'Camille', lastName: `Vaucourtois-${id.slice(0, 4)}` }
  const accountId = await createAccount(db, {
    ...{ schoolId, email, passwordHash, ...name, jobTitle: 'Professeure', isHead, isAdmin },
  })
  const sessionId = parseSessionId(crypto.randomUUID())
  if (sessionId === null) throw new Error('a UUID is a session id')
  const expiresAt = new Date(Date.now() + 3_600_000)
  await createSession(db, { id: sessionId, accountId, sharedComputer: false, expiresAt })
  return { accountId, sessionId, schoolId, ...name, email, isHead, isAdmin, sharedComputer: false }
}

export async function insertLycee(db: Db): Promise<SchoolId> {
  const place = { city: 'Montarlin', schoolType: 'lgt', academy: 'Dijon', zone: 'A' }
  return createSchool(db, { name: 'Lycée Jeanne-Barret', ...place })
}

/** One more member of a project for each role. */
export async function memberOfEachRole(
  db: Db,
  project: { id: ProjectId; schoolId: SchoolId },
): Promise<Record<Role, SessionActor>> {
  const members: [Role, SessionActor][] = []
  for (const role of roles) {
    const actor = await signedIn(db, project.schoolId)
    await setMember(db, { projectId: project.id, accountId: actor.accountId, role, addedBy: null })
    members.push([role, actor])
  }
  return Object.fromEntries(members) as Record<Role, SessionActor>
}
