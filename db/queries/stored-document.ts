import type { Db } from '#db/client.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import { type DocumentHead, findDocumentHead } from './document.ts'
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
    .execute(async (transaction) => {
      const head = await findDocumentHead(transaction, projectId)
      if (!head) return undefined
      const { epoch, schemaVersion, headSeq, frozen } = head
      const key = { projectId, epoch }
      const snapshot = await findNewestSnapshot(transaction, key)
      const afterSeq = snapshot?.uptoSeq ?? 0
      const updates = await readUpdates(transaction, { ...key, afterSeq })
      invariant(updates.length === headSeq - afterSeq, 'every row after the snapshot is in place')
      return { epoch, schemaVersion, headSeq, frozen, snapshot: snapshot?.state ?? null, updates }
    })
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
