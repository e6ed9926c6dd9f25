import 'server-only'
import { type Db, database } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { listProjectSections, type ProjectSection } from '#db/queries/project-section.ts'
import { readStoredDocument } from '#db/queries/stored-document.ts'
import { readStoredProject } from '#lib/document/read-stored.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import type { Project } from '#lib/domain/project.ts'
import type { ProjectStatus } from '#lib/domain/roles.ts'
import { template } from '#lib/domain/template.ts'
import { NotFoundError } from '#lib/platform/errors.ts'
import { processSlot } from '#lib/platform/process-slot.ts'
import { ownSectionsOf } from '#lib/versions/reading-source.ts'

const cachedProjects = 32

type Entry = { key: string; state: Promise<StoredState> }

/** The working version as a plain value, as `readWorkingState` says. */
export async function readWorkingVersion(
  projectId: ProjectId,
  status: ProjectStatus,
): Promise<Project> {
  return (await readWorkingState(projectId, status)).project
}

/**
 * The working version and its mark. It asks for no right: the use case that calls it does.
 *
 * The last states read are kept in memory, one per project, for as long as nothing is written.
 *
 * @throws {NotFoundError} the project has no document.
 */
export async function readWorkingState(
  projectId: ProjectId,
  status: ProjectStatus,
): Promise<StoredState> {
  const db = await database()
  const head = await findDocumentHead(db, projectId)
  if (head === undefined) throw new NotFoundError(`no document ${projectId}`)
  const sections = await listProjectSections(db, projectId)
  const key = JSON.stringify([head.epoch, head.headSeq, status, sections])
  const cache = processSlot('working-versions', () => new Map<ProjectId, Entry>())
  const known = cache.get(projectId)
  cache.delete(projectId)
  const entry =
    known?.key === key
      ? known
      : { key, state: readStoredState(db, { projectId, status, sections }) }
  cache.set(projectId, entry)
  dropOldest(cache)
  entry.state.catch(() => {
    if (cache.get(projectId) === entry) cache.delete(projectId)
  })
  return entry.state
}

type Request = {
  projectId: ProjectId
  status: ProjectStatus
  sections: readonly ProjectSection[]
}

/** The working version, the place in the log that it is read at, and the mark of that state. */
export type StoredState = { epoch: number; seq: number; project: Project; mark: string }

/**
 * The working version as it is stored now. It asks for no right.
 *
 * @throws {NotFoundError} the project has no document.
 */
export async function readStoredState(
  db: Db,
  { projectId, status, sections }: Request,
): Promise<StoredState> {
  const stored = await readStoredDocument(db, projectId)
  if (stored === undefined) throw new NotFoundError(`no document ${projectId}`)
  const ownSections = ownSectionsOf(sections)
  const read = await readStoredProject(stored, { template, ownSections, status })
  return { epoch: stored.epoch, seq: stored.headSeq, ...read }
}

/** A Map keeps the order of insertion: the first entry is the one that was read longest ago. */
function dropOldest(cache: Map<ProjectId, Entry>): void {
  for (const projectId of cache.keys()) {
    if (cache.size <= cachedProjects) return
    cache.delete(projectId)
  }
}
