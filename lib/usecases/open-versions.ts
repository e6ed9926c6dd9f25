import 'server-only'
import { type Db, database } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { findUpdateTime, listWriters } from '#db/queries/document-writers.ts'
import type { Project as ProjectRow } from '#db/queries/project.ts'
import { listProjectSections } from '#db/queries/project-section.ts'
import {
  findNewestVersion,
  findVersion,
  type ListedVersion,
  listVersions,
  type VersionKind,
} from '#db/queries/version.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { type AccountId, type ProjectId, parseVersionId, type VersionId } from '#lib/domain/ids.ts'
import { changedParts, writtenParts } from '#lib/domain/part-content.ts'
import type { Project } from '#lib/domain/project.ts'
import { can, isFrozen, type ProjectStatus } from '#lib/domain/roles.ts'
import { template } from '#lib/domain/template.ts'
import { NotFoundError } from '#lib/platform/errors.ts'
import { readContent } from '#lib/versions/store-version.ts'
import { projectOfMember } from './project-of-member.ts'
import { outlineOf } from './project-sections.ts'
import { readWorkingVersion } from './read-project.ts'
import { referenceDate } from './reference-date.ts'
import { type Signature, signatures } from './signatures.ts'

export type VersionPart = { id: string; number: number; title: string; group: string | null }

/** What the list says of a state: of the working version, and of each one stored. */
export type ListedState = {
  /** Null for the working version. */
  id: VersionId | null
  kind: VersionKind | 'present'
  label: string | null
  /** Null when nothing was ever written. */
  at: Date | null
  /** Who wrote since the version before. */
  people: Signature[]
  /** The parts that differ from the version before. */
  changed: VersionPart[]
}

export type ShownState = {
  listed: ListedState
  content: Project
  /** It says the same as the working version. */
  isPresent: boolean
  /** The parts that can be brought back: from this version, or to their last words. */
  recoverable: string[]
}

export type VersionsPage = {
  /** Whose page it is. */
  personId: AccountId
  id: ProjectId
  title: string
  status: ProjectStatus
  canName: boolean
  canRestore: boolean
  /** Nobody may write at this time, whatever their role. */
  isFrozen: boolean
  /** What stands for today. */
  refDate: string
  parts: VersionPart[]
  /** The working version first, then the newest. */
  states: ListedState[]
  shown: ShownState
}

/**
 * The versions of a project, and one of them with its content.
 *
 * @param wanted.versionId null for the working version.
 * @throws {NotFoundError} no such project or version, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member whose role does not read the working version.
 */
export async function openVersions(
  actor: SessionActor,
  wanted: { projectId: string; versionId: string | null },
): Promise<VersionsPage> {
  const { project, asker } = await projectOfMember(actor, wanted.projectId, 'read')
  const db = await database()
  const { id, title, status } = project
  const parts = outlineOf(await listProjectSections(db, id)).map(
    ({ spec, id: partId, number, title: partTitle }) => ({
      ...{ id: partId, number, title: partTitle, group: spec?.group ?? null },
    }),
  )
  const versions = await listVersions(db, id)
  const present = await readPresent(db, project)
  const states = await listStates(db, { project, present, versions, parts })
  return {
    personId: asker.accountId,
    ...{ id, title, status, parts, states },
    canName: can(asker, 'name-version', { status }),
    canRestore: can(asker, 'restore-version'),
    isFrozen: isFrozen(project) || present.isFrozen,
    refDate: referenceDate(project.asOf),
    shown: await show(db, { project, present, versions, states, versionId: wanted.versionId }),
  }
}

type Present = {
  content: Project
  at: Date | null
  isFrozen: boolean
  writers: AccountId[]
  changed: string[]
}

async function readPresent(db: Db, project: ProjectRow): Promise<Present> {
  const projectId = project.id
  const head = await findDocumentHead(db, projectId)
  if (head === undefined) throw new NotFoundError(`no document ${projectId}`)
  const { epoch, headSeq: seq } = head
  const content = await readWorkingVersion(projectId, project.status)
  const newest = await findNewestVersion(db, { projectId, epoch })
  const before = newest === undefined ? null : readContent(newest.content)
  return {
    content,
    isFrozen: head.frozen,
    at: (await findUpdateTime(db, { projectId, epoch, seq })) ?? null,
    writers: await listWriters(db, { projectId, epoch, afterSeq: newest?.seq ?? 0 }),
    changed: changedParts(template, { before, after: content }),
  }
}

type Listing = {
  project: ProjectRow
  present: Present
  versions: readonly ListedVersion[]
  parts: readonly VersionPart[]
}

async function listStates(
  db: Db,
  { project, present, versions, parts }: Listing,
): Promise<ListedState[]> {
  const sign = await signatures(db, project)
  const partsOf = (ids: readonly string[]) => parts.filter(({ id }) => ids.includes(id))
  const { at, writers, changed } = present
  return [
    {
      ...{ id: null, kind: 'present', label: null, at },
      ...{ people: sign(writers), changed: partsOf(changed) },
    },
    ...versions.map(({ id, kind, label, at: storedAt, accountId, summary }) => ({
      ...{ id, kind, label, at: storedAt, changed: partsOf(summary.changed) },
      people: sign(summary.writers.length > 0 || !accountId ? summary.writers : [accountId]),
    })),
  ]
}

type Showing = Omit<Listing, 'parts'> & {
  states: readonly ListedState[]
  versionId: string | null
}

async function show(
  db: Db,
  { project, present, versions, states, versionId }: Showing,
): Promise<ShownState> {
  const listed = states.find(({ id }) => id === versionId)
  if (listed === undefined) throw new NotFoundError(`no version ${versionId} of ${project.id}`)
  const now = present.content
  if (listed.id === null) {
    const written: readonly string[] = writtenParts(now)
    const ever = new Set(versions.flatMap(({ summary }) => summary.written))
    const recoverable = [...ever].filter((id) => !written.includes(id))
    return { listed, content: now, isPresent: true, recoverable }
  }
  const id = parseVersionId(versionId)
  const version = id === null ? undefined : await findVersion(db, { projectId: project.id, id })
  if (version === undefined) throw new NotFoundError(`no version ${versionId} of ${project.id}`)
  const content = readContent(version.content)
  return {
    ...{ listed, content },
    isPresent: canonicalJson({ ...content, status: now.status }) === canonicalJson(now),
    recoverable: changedParts(template, { before: now, after: content }),
  }
}
