import type { Db } from '#db/client.ts'
import { createAccount } from '#db/queries/account.ts'
import { createDocument } from '#db/queries/document.ts'
import { createProject } from '#db/queries/project.ts'
import { setMember } from '#db/queries/project-member.ts'
import { createSchool } from '#db/queries/school.ts'
import type { AccountId, ProjectId, SchoolId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/roles.ts'

let made = 0

/** A school of its own. */
export async function insertSchool(db: Db): Promise<SchoolId> {
  const place = { city: 'Meaux', schoolType: 'college', academy: 'Créteil', zone: 'C' }
  return createSchool(db, { name: `Collège ${++made}`, ...place })
}

export async function insertAccount(
  db: Db,
  options: { schoolId?: SchoolId; firstName?: string; lastName?: string } = {},
): Promise<AccountId> {
  const schoolId = options.schoolId ?? (await insertSchool(db))
  const { firstName = 'Camille', lastName = 'Vaucourtois' } = options
  const who = { firstName, lastName, jobTitle: 'Professeur', isHead: false, isAdmin: false }
  const email = `personne-${++made}-${crypto.randomUUID().slice(0, 8)}@demo.trame.test`
  return createAccount(db, { schoolId, email, passwordHash: null, ...who })
}

export type InsertedProject = { projectId: ProjectId; schoolId: SchoolId; accountId: AccountId }

/** A project with one member, who made it, and a document holding `firstUpdates`. */
export async function insertProject(
  db: Db,
  options: {
    role?: Role
    title?: string
    schemaVersion?: number
    firstUpdates?: readonly Uint8Array[]
  } = {},
): Promise<InsertedProject> {
  const { role = 'editor', title = 'Lire pour comprendre', schemaVersion = 1 } = options
  const schoolId = await insertSchool(db)
  const accountId = await insertAccount(db, { schoolId })
  const slug = `projet-${++made}-${crypto.randomUUID().slice(0, 8)}`
  const template = { templateId: 'projet-ap', templateVersion: '1' }
  const fields = { slug, title, schoolYear: '2026-2027', ...template, asOf: null }
  const projectId = await db.transaction().execute(async (transaction) => {
    const id = await createProject(transaction, { schoolId, createdBy: accountId, ...fields })
    await setMember(transaction, { projectId: id, accountId, role, addedBy: null })
    const { firstUpdates = [] } = options
    const document = { projectId: id, schemaVersion, createdBy: accountId, firstUpdates }
    await createDocument(transaction, document)
    return id
  })
  return { projectId, schoolId, accountId }
}
