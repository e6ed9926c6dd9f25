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

type Entry = { key: string; project: Promise<Project> }

/**
 * The working version as a plain value. It asks for no right: the use case that calls it does.
 *
 * The last states read are kept in memory, one per project, for as long as nothing is written.
 *
 * @throws {NotFoundError} the project has no document.
 */
export async function readWorkingVersion(
  projectId: ProjectId,
  status: ProjectStatus,
): Promise<Project> {
  const db = await database()
  const head = await findDocumentHead(db, projectId)
  if (head === undefined) throw new NotFoundError(`no document ${projectId}`)
  const sections = await listProjectSections(db, projectId)
  const key = JSON.stringify([head.epoch, head.headSeq, status, sections])
  const cache = processSlot('working-versions', () => new Map<ProjectId, Entry>())
  const known = cache.get(projectId)
  cache.delete(projectId)
  const entry =
    known?.key === key ? known : { key, project: load(db, { projectId, status, sections }) }
  cache.set(projectId, entry)
  dropOldest(cache)
  entry.project.catch(() => {
    if (cache.get(projectId) === entry) cache.delete(projectId)
  })
  return entry.project
}

type Request = {
  projectId: ProjectId
  status: ProjectStatus
  sections: readonly ProjectSection[]
}

async function load(db: Db, request: Request): Promise<Project> {
  return (await readStoredState(db, request)).project
}

export type StoredState = { epoch: number; seq: number; project: Project }

/**
 * The working version with the place in the log that it is read at. It asks for no right.
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
  const project = await readStoredProject(stored, { template, ownSections, status })
  return { epoch: stored.epoch, seq: stored.headSeq, project }
}

/** A Map keeps the order of insertion: the first entry is the one that was read longest ago. */
function dropOldest(cache: Map<ProjectId, Entry>): void {
  for (const projectId of cache.keys()) {
    if (cache.size <= cachedProjects) return
    cache.delete(projectId)
  }
}
