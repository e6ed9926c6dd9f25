import type { Db } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { findUpdateTime, listWriters } from '#db/queries/document-writers.ts'
import { readStoredDocument, type StoredDocument } from '#db/queries/stored-document.ts'
import {
  findNewestVersion,
  insertVersion,
  newestVersionSeq,
  type VersionKind,
} from '#db/queries/version.ts'
import type { AccountId, ProjectId, VersionId } from '#lib/domain/ids.ts'
import type { Project } from '#lib/domain/project.ts'
import { describeVersionAside } from './describe-version.ts'
import { readingSource } from './reading-source.ts'

type Wanted = {
  readonly projectId: ProjectId
  readonly kind: VersionKind
  readonly label?: string
  /** Who asks for it; null when it comes by itself. */
  readonly accountId: AccountId | null
}

/**
 * Stores the present state of a document as a version, made from its stored rows alone: what a room
 * has and the log has not is in none.
 *
 * An automatic one is not stored when the newest version has this state already.
 *
 * @returns null when nothing was stored; the id of the version that has this state otherwise.
 */
export async function storeVersion(db: Db, wanted: Wanted): Promise<VersionId | null> {
  const head = await findDocumentHead(db, wanted.projectId)
  if (head === undefined || (await isStored(db, head, wanted))) return null
  const stored = await readStoredDocument(db, wanted.projectId)
  return stored === undefined ? null : storeVersionOf(db, stored, wanted)
}

/** Whether the newest version says enough already. */
async function isStored(
  db: Db,
  { epoch, headSeq }: Pick<StoredDocument, 'epoch' | 'headSeq'>,
  { projectId, kind }: Wanted,
): Promise<boolean> {
  return kind === 'automatic' && (await newestVersionSeq(db, { projectId, epoch })) >= headSeq
}

/** `storeVersion` for rows that were just read, in the transaction that holds the document. */
export async function storeVersionOf(
  db: Db,
  stored: StoredDocument,
  { projectId, kind, label, accountId }: Wanted,
): Promise<VersionId | null> {
  const { epoch, headSeq: seq } = stored
  const previous = await findNewestVersion(db, { projectId, epoch })
  const source = await readingSource(db, projectId)
  if (source === undefined) return null
  const { template: _, ...reading } = source
  const { snapshot, updates } = stored
  const { sha256, changed, written, ...version } = await describeVersionAside({
    rows: { snapshot, updates },
    source: reading,
    before: previous === undefined ? null : readContent(previous.content),
  })
  const isDated = kind === 'automatic' || kind === 'before-deletion'
  return insertVersion(db, {
    ...{ projectId, epoch, seq, kind, label: label ?? null, ...version, accountId },
    sha256: Uint8Array.from(Buffer.from(sha256, 'hex')),
    summary: {
      writers: await listWriters(db, { projectId, epoch, afterSeq: previous?.seq ?? 0 }),
      changed: [...changed],
      written: [...written],
    },
    // One that comes by itself is of when its last words were written, not of when it was noticed.
    at: isDated ? ((await findUpdateTime(db, { projectId, epoch, seq })) ?? null) : null,
  })
}

/** The content of a stored version: nothing else ever wrote that column. */
export function readContent(stored: unknown): Project {
  return stored as Project
}
