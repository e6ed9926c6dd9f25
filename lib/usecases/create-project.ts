import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Db, database } from '#db/client.ts'
import { listAccountsOfSchool } from '#db/queries/account.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { createDocument as storeDocument } from '#db/queries/document.ts'
import { bindClient } from '#db/queries/document-client.ts'
import { createProject as storeProject } from '#db/queries/project.ts'
import { setMember } from '#db/queries/project-member.ts'
import { addProjectSections, type ProjectSection } from '#db/queries/project-section.ts'
import { findSchool, type School } from '#db/queries/school.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import type { ProjectId, SectionId } from '#lib/domain/ids.ts'
import { findSection, template } from '#lib/domain/template.ts'
import { invariant, NotAllowedError } from '#lib/platform/errors.ts'
import { type NewMember, newMembers } from './new-members.ts'
import { type CheckedProject, newProjectSchema } from './new-project-input.ts'
import { parseInput } from './parse-input.ts'
import { freeSlug, retryTakenSlug } from './project-slug.ts'
import { startingProject } from './starting-project.ts'

export type { NewProject } from './new-project-input.ts'

type Creation = {
  actor: SessionActor
  given: CheckedProject
  school: School
  members: readonly NewMember[]
}

/**
 * Creates a project from the template, in draft, with its document, members and audit row at once.
 *
 * @throws {InvalidInputError} `field` names what is wrong, in the words of `NewProject`.
 * @throws {NotAllowedError} an account that only administers.
 */
export async function createProject(
  actor: SessionActor,
  input: unknown,
): Promise<{ id: ProjectId; slug: string }> {
  if (actor.isAdmin && !actor.isHead) throw new NotAllowedError('administers only')
  const given = parseInput(newProjectSchema, input)
  const db = await database()
  const school = await findSchool(db, actor.schoolId)
  invariant(school, 'an account has a school')
  const accounts = await listAccountsOfSchool(db, actor.schoolId)
  const coordinatorIds = given.coordinatorAccountIds
  const members = newMembers({ actor, accounts, coordinatorIds })
  const creation = { actor, given, school, members }
  return retryTakenSlug(() => db.transaction().execute((inside) => store(inside, creation)))
}

async function store(db: Db, creation: Creation): Promise<{ id: ProjectId; slug: string }> {
  const { actor, given, members } = creation
  const { accountId, schoolId } = actor
  const schoolYear = given.schoolYear.id
  const title = given.title || `Projet d’accompagnement personnalisé ${schoolYear}`
  const slug = await freeSlug(db, title)
  const { templateId, templateVersion } = template
  const id = await storeProject(db, {
    ...{ schoolId, slug, title, schoolYear, templateId, templateVersion },
    ...{ asOf: null, createdBy: accountId },
  })
  for (const { account, role } of members) {
    await setMember(db, { projectId: id, accountId: account.id, role, addedBy: accountId })
  }
  const sections = given.optionalSections.map(sectionRow)
  await addProjectSections(db, id, sections)
  await storeContent(db, { ...creation, projectId: id, sections })
  await appendAudit(db, {
    ...{ schoolId, projectId: id, accountId, action: 'project.create' },
    detail: { schoolYear, members: members.length },
  })
  return { id, slug }
}

function sectionRow(
  { id, title }: CheckedProject['optionalSections'][number],
  position: number,
): ProjectSection {
  const known = id === undefined ? undefined : findSection(template, id)
  return {
    sectionId: known?.id ?? (`own-${randomUUID()}` as SectionId),
    title: known?.title ?? title,
    position,
  }
}

type Content = Creation & { projectId: ProjectId; sections: readonly ProjectSection[] }

async function storeContent(db: Db, { projectId, sections, ...creation }: Content): Promise<void> {
  const ownSections = sections
    .filter(({ sectionId }) => findSection(template, sectionId) === undefined)
    .map(({ sectionId, title }) => ({ id: sectionId, title }))
  const made = createDocument(startingProject({ ...creation, ownSections }))
  const { accountId } = creation.actor
  await storeDocument(db, {
    ...{ projectId, schemaVersion: SCHEMA_VERSION, createdBy: accountId },
    firstUpdates: [made.update],
  })
  const key = { projectId, epoch: 1 }
  await bindClient(db, key, { clientId: made.clientId, firstClock: 0, accountId })
}
