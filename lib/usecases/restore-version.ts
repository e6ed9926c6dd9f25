import 'server-only'
import { z } from 'zod'
import { type Db, database } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { bindClient } from '#db/queries/document-client.ts'
import { appendUpdates } from '#db/queries/document-update.ts'
import type { Project } from '#db/queries/project.ts'
import { holdStoredDocument, type StoredDocument } from '#db/queries/stored-document.ts'
import { findLastWritten, findVersion, type StoredVersion } from '#db/queries/version.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { restoringEdit } from '#lib/document/restore.ts'
import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import { parseVersionId, type SectionId, type VersionId } from '#lib/domain/ids.ts'
import { can, isFrozen } from '#lib/domain/roles.ts'
import { FrozenError, invariant, NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { readingSource } from '#lib/versions/reading-source.ts'
import { storeVersionOf } from '#lib/versions/store-version.ts'
import { parseInput } from './parse-input.ts'
import { projectOfMember } from './project-of-member.ts'

const restoration = z
  .object({
    projectId: z.string(),
    /** Null: the newest version in which something is written in the part. */
    versionId: z.string().nullable(),
    /** Null: all of it. */
    sectionId: z.string().nullable(),
  })
  .refine(({ versionId, sectionId }) => versionId !== null || sectionId !== null)

export type Restoration = z.input<typeof restoration>

/** The version that was kept of the state before: restoring it takes the restoring back. */
export type Restored = { keptVersionId: VersionId }

/**
 * Makes a project, or one of its parts, say what a version says, by an edit like any other: whoever
 * is connected stays, and keeps what they write meanwhile. The present state becomes a version first.
 *
 * @throws {NotFoundError} no such project, version or part, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not restore versions.
 * @throws {FrozenError} nobody may write at this time.
 */
export async function restoreVersion(actor: SessionActor, input: Restoration): Promise<Restored> {
  const { projectId, ...wanted } = parseInput(restoration, input)
  const { project, asker } = await projectOfMember(actor, projectId, 'read')
  if (!can(asker, 'restore-version')) throw new NotAllowedError(`${asker.role} restores no version`)
  if (isFrozen(project)) throw new FrozenError(`${projectId} is ${project.status}`)
  const db = await database()
  const { keptVersionId, reopened } = await db
    .transaction()
    .execute((transaction) => restore(transaction, { actor, project, ...wanted }))
  signalProject({ projectId: project.id, what: 'document' })
  signalProject({ projectId: project.id, what: 'versions' })
  if (reopened) signalProject({ projectId: project.id, what: 'status' })
  return { keptVersionId }
}

type Task = {
  actor: SessionActor
  project: Project
  versionId: string | null
  sectionId: string | null
}

/** Nothing is appended from the first line to the commit: what is kept is what was there before. */
async function restore(db: Db, task: Task): Promise<Restored & { reopened: boolean }> {
  const { project, actor } = task
  const stored = await holdStoredDocument(db, project.id)
  if (stored === undefined) throw new NotFoundError(`no document ${project.id}`)
  if (stored.frozen) throw new FrozenError(`${project.id} is frozen`)
  const version = await wantedVersion(db, task)
  const keptVersionId = await storeVersionOf(db, stored, {
    ...{ projectId: project.id, kind: 'before-restore', accountId: actor.accountId },
  })
  invariant(keptVersionId, 'the state before is a version')
  const reopened = await write(db, task, { stored, version })
  await appendAudit(db, {
    ...{ schoolId: project.schoolId, projectId: project.id, accountId: actor.accountId },
    action: 'version.restore',
    detail: { versionId: version.id, keptVersionId, sectionId: task.sectionId },
  })
  return { keptVersionId, reopened }
}

async function wantedVersion(
  db: Db,
  { project, versionId, sectionId }: Task,
): Promise<StoredVersion> {
  const projectId = project.id
  const id =
    versionId === null && sectionId !== null
      ? await findLastWritten(db, { projectId, sectionId })
      : parseVersionId(versionId)
  const version = id ? await findVersion(db, { projectId, id }) : undefined
  if (version === undefined) throw new NotFoundError(`no version ${versionId} of ${projectId}`)
  return version
}

/** @returns whether the project was published, and is a draft again. */
async function write(
  db: Db,
  { project, actor, sectionId }: Task,
  { stored, version }: { stored: StoredDocument; version: StoredVersion },
): Promise<boolean> {
  const source = await readingSource(db, project.id)
  invariant(source, 'the project is there')
  const part = [...source.template.sections, ...source.ownSections].find(
    ({ id }) => id === sectionId,
  )
  if (sectionId !== null && part === undefined) throw new NotFoundError(`no part ${sectionId}`)
  const partId: SectionId | null = part?.id ?? null
  const archivedAt = new Date().toISOString()
  const edit = await restoringEdit({
    ...{ stored, state: version.state, part: partId, source, archivedAt },
  })
  if (edit.updates.length === 0) return false
  const { accountId } = actor
  const key = { projectId: project.id, epoch: stored.epoch }
  await bindClient(db, key, { clientId: edit.clientId, firstClock: 0, accountId })
  const updates = edit.updates.map((data) => ({ data, accountId }))
  const maxSchema = SCHEMA_VERSION
  const appended = await appendUpdates(db, { ...key, node: 'restore', updates, maxSchema })
  invariant(appended, 'a document that is held, and of no later schema, takes updates')
  return appended.reopened
}
