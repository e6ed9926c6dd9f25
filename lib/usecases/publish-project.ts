import 'server-only'
import { z } from 'zod'
import { type Db, database } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { lockDocument, markPublished, unfreezeDocument } from '#db/queries/document.ts'
import { listEarlierPublications } from '#db/queries/earlier-publication.ts'
import { moveProjectStatus, type Project } from '#db/queries/project.ts'
import { listProjectSections, type ProjectSection } from '#db/queries/project-section.ts'
import { insertPublication, listPublications } from '#db/queries/publication.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { projectCompleteness } from '#lib/domain/completeness.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { publicationLimits } from '#lib/domain/publication.ts'
import { publicationContent } from '#lib/domain/publication-content.ts'
import { template } from '#lib/domain/template.ts'
import { sealPublication } from '#lib/exports/publication/seal-publication.ts'
import { invariant } from '#lib/platform/errors.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { parseInput } from './parse-input.ts'
import { projectOfMember } from './project-of-member.ts'
import {
  NumberTakenError,
  PartsIncompleteError,
  ProjectArchivedError,
} from './publication-errors.ts'
import { publishedSections } from './published-sections.ts'
import { readStoredState, type StoredState } from './read-project.ts'
import { referenceDate } from './reference-date.ts'

const maxMessage = publicationLimits.message

const schema = z.object({
  projectId: z.string(),
  /** The number that the person was shown. */
  number: z.int().positive(),
  visibility: z.enum(['public', 'school'], 'Choisissez qui pourra lire cette version.'),
  message: z
    .string()
    .trim()
    .max(maxMessage, `Le message a plus de ${maxMessage}\u00A0caractères.`)
    .transform((text) => text.toWellFormed()),
  /** Mandatory parts are not complete, and the person publishes all the same. */
  incompleteConfirmed: z.boolean(),
})

export type PublicationRequest = z.input<typeof schema>
type Request = z.output<typeof schema>

export type Published = { slug: string; number: number }

/**
 * Freezes the working version as it is stored under the next number. Of two people who publish at
 * the same instant one succeeds, and the other is told.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not publish.
 * @throws {InvalidInputError} `field` names what is wrong.
 * @throws {NumberTakenError} the number is not the next one.
 * @throws {PartsIncompleteError} a mandatory part is not complete, and this was not confirmed.
 * @throws {ProjectArchivedError} an archived project.
 */
export async function publishProject(
  actor: SessionActor,
  input: PublicationRequest,
): Promise<Published> {
  const request = parseInput(schema, input)
  const db = await database()
  const { projectId } = request
  const { project } = await projectOfMember(actor, projectId, 'publish')
  if (project.status === 'archived') throw new ProjectArchivedError(`${project.id} is archived`)
  const sections = await listProjectSections(db, project.id)
  const { id, status } = project
  // Read before the lock: nobody who writes waits for it.
  const state = await readStoredState(db, { projectId: id, status, sections })
  if (!request.incompleteConfirmed) refuseIncomplete(state)
  const publication = { actor, project, sections, request, state }
  await db.transaction().execute((transaction) => store(transaction, publication))
  signalProject({ projectId: id, what: 'status' })
  signalProject({ projectId: id, what: 'versions' })
  return { slug: project.slug, number: request.number }
}

/** The number that a publication made now would have, and the hash that it would carry. */
export async function nextPublication(
  db: Db,
  projectId: ProjectId,
): Promise<{ number: number; previousSha256: string | null }> {
  const [[newest], [earlier]] = [
    await listPublications(db, projectId),
    await listEarlierPublications(db, projectId),
  ]
  const number = Math.max(newest?.number ?? 0, earlier?.number ?? 0) + 1
  return { number, previousSha256: newest?.sha256 ?? null }
}

function refuseIncomplete({ project }: StoredState): void {
  const { mandatoryLeft } = projectCompleteness(template, project, { stage: 'validation' })
  if (mandatoryLeft > 0) throw new PartsIncompleteError(`${mandatoryLeft} parts left`)
}

type Publication = {
  actor: SessionActor
  project: Project
  sections: readonly ProjectSection[]
  request: Request
  state: StoredState
}

async function store(db: Db, { actor, project, sections, request, state }: Publication) {
  const { id: projectId, slug, title, schoolYear, schoolId } = project
  const { accountId } = actor
  const { number, visibility, message } = request
  // Numbers are given one at a time: whoever publishes at the same instant waits here.
  const head = await lockDocument(db, projectId)
  invariant(head, 'a project has a document')
  const next = await nextPublication(db, projectId)
  if (next.number !== number) throw new NumberTakenError(`${number} asked, ${next.number} is next`)
  const publishedAt = new Date()
  const refDate = referenceDate(project.asOf, publishedAt)
  const content = publicationContent({
    ...{ slug, number, title, schoolYear, refDate, message, project: state.project },
    publishedAt: publishedAt.toISOString(),
    sections: publishedSections(sections),
  })
  const sealed = sealPublication(content, next.previousSha256)
  const { epoch, seq } = state
  await insertPublication(
    db,
    {
      ...{ projectId, number, accountId, publishedAt, epoch, seq, ...sealed },
      prevSha256: next.previousSha256,
    },
    visibility,
  )
  await settleStatus(db, { project, state, head })
  await appendAudit(db, {
    ...{ schoolId, projectId, accountId, action: 'publication.create' },
    detail: { number, visibility, sha256: sealed.sha256, seq },
  })
}

type Settlement = {
  project: Project
  state: StoredState
  head: { epoch: number; headSeq: number }
}

/** Published, unless somebody wrote in between: then the project is a draft already. */
async function settleStatus(db: Db, { project, state, head }: Settlement): Promise<void> {
  const { id: projectId, status: from } = project
  await unfreezeDocument(db, projectId)
  const isCurrent = head.epoch === state.epoch && head.headSeq === state.seq
  if (isCurrent) await markPublished(db, { projectId, seq: state.seq })
  await moveProjectStatus(db, { projectId, from, to: isCurrent ? 'published' : 'draft' })
}
