import 'server-only'
import { database } from '#db/client.ts'
import { listMembers } from '#db/queries/project-member.ts'
import { listSectionAssignees } from '#db/queries/section-assignee.ts'
import { listSectionDeclarations } from '#db/queries/section-declaration.ts'
import { listOpenHelp } from '#db/queries/section-help.ts'
import { listTreatedPrompts } from '#db/queries/section-prompt.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { can } from '#lib/domain/roles.ts'
import { type AssigningRight, assigningRight } from '#lib/domain/section-duty.ts'
import { type Member, type Person, peopleOf } from './person.ts'
import { projectOfMember } from './project-of-member.ts'

export type SectionDuty = {
  assignees: Person[]
  /** Null: nobody says that the part is complete. */
  declaration: { firstName: string; lastName: string; at: Date; digest: string } | null
  /** The questions of its help that the team has treated. */
  treated: string[]
  /** The person who asks keeps its help open. */
  helpOpen: boolean
}

export type SectionDuties = {
  assigning: AssigningRight
  /** To whom a part can be confided. */
  writers: Person[]
  /** By id of the part; a part of which nothing is known is absent. */
  sections: Record<string, SectionDuty>
}

/**
 * Who is to write which part, which parts are declared complete, and how far the questions of their
 * help are treated: what is known of the parts beside their text.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who does not read the working version.
 */
export async function listSectionDuties(
  actor: SessionActor,
  projectId: string,
): Promise<SectionDuties> {
  const { project, asker } = await projectOfMember(actor, projectId, 'read')
  const people = peopleOf(await listMembers(await database(), [project.id]), project.id)
  return {
    assigning: assigningRight(asker, project),
    writers: people
      .filter(({ id, role }) => can({ ...asker, accountId: id, role }, 'write'))
      .map(plain),
    sections: await dutiesOf({ projectId: project.id, accountId: actor.accountId, people }),
  }
}

type Asked = { projectId: ProjectId; accountId: SessionActor['accountId']; people: Member[] }

async function dutiesOf({
  projectId,
  accountId,
  people,
}: Asked): Promise<Record<string, SectionDuty>> {
  const db = await database()
  const duties = new Map<string, SectionDuty>()
  const of = (sectionId: string): SectionDuty => {
    const duty = duties.get(sectionId) ?? newDuty()
    duties.set(sectionId, duty)
    return duty
  }
  for (const assignment of await listSectionAssignees(db, projectId)) {
    const person = people.find(({ id }) => id === assignment.accountId)
    if (person) of(assignment.sectionId).assignees.push(plain(person))
  }
  for (const { sectionId, declaredAt, ...said } of await listSectionDeclarations(db, projectId)) {
    const { firstName, lastName, digest } = said
    of(sectionId).declaration = { firstName, lastName, at: declaredAt, digest }
  }
  for (const { sectionId, prompt } of await listTreatedPrompts(db, projectId)) {
    of(sectionId).treated.push(prompt)
  }
  for (const sectionId of await listOpenHelp(db, { projectId, accountId })) {
    of(sectionId).helpOpen = true
  }
  return Object.fromEntries(duties)
}

function newDuty(): SectionDuty {
  return { assignees: [], declaration: null, treated: [], helpOpen: false }
}

function plain({ id, firstName, lastName, color }: Member): Person {
  return { id, firstName, lastName, color }
}
