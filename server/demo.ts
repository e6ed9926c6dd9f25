import type { Db } from '#db/client.ts'
import { createAccount } from '#db/queries/account.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { createDocument as storeDocument } from '#db/queries/document.ts'
import { bindClient } from '#db/queries/document-client.ts'
import { createProject } from '#db/queries/project.ts'
import { setMember } from '#db/queries/project-member.ts'
import { addProjectSections } from '#db/queries/project-section.ts'
import { createSchool, findFirstSchool, lockSchools } from '#db/queries/school.ts'
import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { demoAsOf, demoProject } from '#lib/domain/demo.ts'
import { type DemoAccountSpec, demoAccounts, demoPassword } from '#lib/domain/demo-accounts.ts'
import type { AccountId, ProjectId, SchoolId, SectionId } from '#lib/domain/ids.ts'
import type { Project } from '#lib/domain/project.ts'
import { template } from '#lib/domain/template.ts'
import { invariant } from '#lib/platform/errors.ts'
import { hashPassword } from '#lib/platform/password.ts'
import { demoSlug, demoTitle, storeDemoPublication } from './demo-publication.ts'

type DemoPerson = DemoAccountSpec & { id: AccountId }

/**
 * Gives an empty database the demo school: its people, and the demo project with its whole document,
 * in one transaction. False when a school is there already: nothing is touched then.
 */
export async function seedDemo(db: Db): Promise<boolean> {
  if ((await findFirstSchool(db)) !== undefined) return false
  const passwordHash = await hashPassword(demoPassword)
  return db.transaction().execute(async (transaction) => {
    await lockSchools(transaction)
    if ((await findFirstSchool(transaction)) !== undefined) return false
    const { schoolName, city, schoolType, academy } = demoProject.header
    const schoolId = await createSchool(transaction, {
      ...{ name: schoolName, city, schoolType: schoolType ?? 'lgt', academy },
      zone: demoProject.calendar.zone || null,
    })
    const people: DemoPerson[] = []
    for (const account of demoAccounts) {
      const id = await createAccount(transaction, { ...account, schoolId, passwordHash })
      people.push({ ...account, id })
    }
    const projectId = await storeProject(transaction, { schoolId, people })
    await storeDemoPublication(transaction, { schoolId, projectId, people })
    return true
  })
}

async function storeProject(
  db: Db,
  { schoolId, people }: { schoolId: SchoolId; people: readonly DemoPerson[] },
): Promise<ProjectId> {
  const creator = people.find(({ role }) => role === 'coordinator')
  invariant(creator, 'the demo has a coordinator')
  const { schoolYear } = demoProject.header
  const projectId = await createProject(db, {
    ...{ schoolId, createdBy: creator.id, asOf: demoAsOf, schoolYear },
    ...{ title: demoTitle, slug: demoSlug },
    templateId: template.templateId,
    templateVersion: template.templateVersion,
  })
  for (const { id: accountId, role } of people) {
    if (role !== null) await setMember(db, { projectId, accountId, role, addedBy: creator.id })
  }
  await addProjectSections(db, projectId, optionalSections())
  await storeContent(db, { projectId, people, createdBy: creator.id })
  const detail = { schoolYear, members: people.length }
  await appendAudit(db, {
    ...{ schoolId, projectId, accountId: creator.id, action: 'project.create', detail },
  })
  return projectId
}

function optionalSections(): { sectionId: SectionId; title: string; position: number }[] {
  return template.sections
    .filter(({ mandatory }) => !mandatory)
    .map(({ id, title }, position) => ({ sectionId: id, title, position }))
}

async function storeContent(
  db: Db,
  content: { projectId: ProjectId; people: readonly DemoPerson[]; createdBy: AccountId },
): Promise<void> {
  const { projectId, people, createdBy } = content
  const { update, clientId } = createDocument(withAccounts(demoProject, people))
  const schemaVersion = SCHEMA_VERSION
  await storeDocument(db, { projectId, schemaVersion, createdBy, firstUpdates: [update] })
  const key = { projectId, epoch: 1 }
  await bindClient(db, key, { clientId, firstClock: 0, accountId: createdBy })
}

/** The people of the project who have an account are linked to it, by their names. */
function withAccounts(project: Project, people: readonly DemoPerson[]): Project {
  const actors = project.actors.map((actor) => {
    const person = people.find(({ lastName }) => actor.displayName.endsWith(` ${lastName}`))
    return { ...actor, accountId: person?.id ?? null }
  })
  return { ...project, actors }
}
