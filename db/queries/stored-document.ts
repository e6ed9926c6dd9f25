import type { Db } from '#db/client.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import { type DocumentHead, findDocumentHead, lockDocument } from './document.ts'
import { findNewestSnapshot } from './document-snapshot.ts'
import { listUpdates } from './document-update.ts'

/** Rows read by one query. */
const pageRows = 500

/** The newest snapshot of a document and every update after it, oldest first. */
export type StoredDocument = Omit<DocumentHead, 'bytes'> & {
  readonly snapshot: Uint8Array | null
  readonly updates: readonly Uint8Array[]
}

/**
 * A document as its rows are at one moment: one database snapshot, so that a compaction meanwhile
 * neither hides a row nor shows it twice. Undefined when there is no such project.
 */
export async function readStoredDocument(
  db: Db,
  projectId: ProjectId,
): Promise<StoredDocument | undefined> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((transaction) => readRows(transaction, projectId))
}

/**
 * The same inside a transaction that holds the document until it ends: nothing is appended
 * meanwhile.
 */
export async function holdStoredDocument(
  transaction: Db,
  projectId: ProjectId,
): Promise<StoredDocument | undefined> {
  await lockDocument(transaction, projectId)
  return readRows(transaction, projectId)
}

/** A compaction takes none of these rows away: it keeps those after the snapshot before its own. */
async function readRows(db: Db, projectId: ProjectId): Promise<StoredDocument | undefined> {
  const head = await findDocumentHead(db, projectId)
  if (!head) return undefined
  const { epoch, schemaVersion, headSeq, frozen } = head
  const key = { projectId, epoch }
  const snapshot = await findNewestSnapshot(db, key)
  const afterSeq = snapshot?.uptoSeq ?? 0
  const updates = await readUpdates(db, { ...key, afterSeq })
  invariant(updates.length === headSeq - afterSeq, 'every row after the snapshot is in place')
  return { epoch, schemaVersion, headSeq, frozen, snapshot: snapshot?.state ?? null, updates }
}

async function readUpdates(
  db: Db,
  from: { projectId: ProjectId; epoch: number; afterSeq: number },
): Promise<Uint8Array[]> {
  const updates: Uint8Array[] = []
  let { afterSeq } = from
  for (;;) {
    const page = await listUpdates(db, { ...from, afterSeq, limit: pageRows })
    updates.push(...page.map((row) => row.data))
    afterSeq = page.at(-1)?.seq ?? afterSeq
    if (page.length < pageRows) return updates
    // The embedded database answers without leaving this turn: let sockets be served in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
