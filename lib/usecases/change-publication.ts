import 'server-only'
import { z } from 'zod'
import { type Db, database } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import type { Project } from '#db/queries/project.ts'
import {
  listPublications,
  setPublicationVisibility,
  withdrawPublication as withdraw,
} from '#db/queries/publication.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { publicationLimits } from '#lib/domain/publication.ts'
import { NotFoundError } from '#lib/platform/errors.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { parseInput } from './parse-input.ts'
import { projectOfMember } from './project-of-member.ts'
import { PublicationWithdrawnError } from './publication-errors.ts'

const maxReason = publicationLimits.reason

const address = { projectId: z.string(), number: z.int().positive() }

const withdrawal = z.object({
  ...address,
  /** Readers see it. */
  reason: z
    .string()
    .trim()
    .min(3, 'Écrivez pourquoi cette version est retirée.')
    .max(maxReason, `Le motif a plus de ${maxReason}\u00A0caractères.`)
    .transform((text) => text.toWellFormed().replaceAll('\u0000', '')),
})

const visibilityChange = z.object({ ...address, visibility: z.enum(['public', 'school']) })

export type WithdrawalRequest = z.input<typeof withdrawal>
export type VisibilityChange = z.input<typeof visibilityChange>

/**
 * Takes a publication's text away from readers, for good. Its row stays, and so do its number, its
 * hash and the reason, which readers see.
 *
 * @throws {NotFoundError} no such project or publication, or `actor` is not of the project.
 * @throws {NotAllowedError} a member who may not withdraw.
 * @throws {InvalidInputError} no reason, or one that is too long.
 * @throws {PublicationWithdrawnError} it is withdrawn already: the first reason stays.
 */
export async function withdrawPublication(
  actor: SessionActor,
  input: WithdrawalRequest,
): Promise<void> {
  const { reason, ...request } = parseInput(withdrawal, input)
  await change(actor, { ...request, action: 'withdraw' }, async (db, project) => {
    const { number } = request
    const { accountId: by } = actor
    const key = { projectId: project.id, number }
    const isDone = await withdraw(db, key, { at: new Date(), by, reason })
    return isDone ? { action: 'publication.withdraw', detail: { number } } : null
  })
}

/**
 * Who may read a publication from now on.
 *
 * @throws as `withdrawPublication`; whoever may publish may change this.
 */
export async function changeVisibility(
  actor: SessionActor,
  input: VisibilityChange,
): Promise<void> {
  const { visibility, ...request } = parseInput(visibilityChange, input)
  await change(actor, { ...request, action: 'publish' }, async (db, project) => {
    const { number } = request
    const isDone = await setPublicationVisibility(db, { projectId: project.id, number }, visibility)
    return isDone ? { action: 'publication.visibility', detail: { number, visibility } } : null
  })
}

type Change = { projectId: string; number: number; action: 'withdraw' | 'publish' }
type Traced = { action: string; detail: Record<string, string | number> }

/** Runs the change and writes its audit row at once; `run` answers null when it is withdrawn. */
async function change(
  actor: SessionActor,
  { projectId, number, action }: Change,
  run: (db: Db, project: Project) => Promise<Traced | null>,
): Promise<void> {
  const db = await database()
  const { project } = await projectOfMember(actor, projectId, action)
  const known = await listPublications(db, project.id)
  if (!known.some((publication) => publication.number === number)) {
    throw new NotFoundError(`${project.id} has no publication ${number}`)
  }
  await db.transaction().execute(async (transaction) => {
    const traced = await run(transaction, project)
    if (traced === null) throw new PublicationWithdrawnError(`${number} is withdrawn`)
    const { schoolId, id } = project
    const { accountId } = actor
    await appendAudit(transaction, { schoolId, projectId: id, accountId, ...traced })
  })
  signalProject({ projectId: project.id, what: 'versions' })
}
