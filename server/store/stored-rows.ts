import type { Db } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { findHistoryChunkAfter } from '#db/queries/document-history.ts'
import { findNewestSnapshot } from '#db/queries/document-snapshot.ts'
import { listUpdates } from '#db/queries/document-update.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import { decodeHistoryChunk } from './history-chunk.ts'
import type { LogRow, StoredDocument } from './update-log.ts'

/** Rows read by one query: bounds the memory of a reader, not what it may read. */
const pageRows = 2000

/**
 * A document as its rows are at one moment: one database snapshot, so that a compaction meanwhile
 * neither hides a row nor shows it twice.
 */
export async function readDocument(db: Db, projectId: ProjectId): Promise<StoredDocument | null> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const head = await findDocumentHead(transaction, projectId)
      if (!head) return null
      const key = { projectId, epoch: head.epoch }
      const snapshot = await findNewestSnapshot(transaction, key)
      const uptoSeq = snapshot?.uptoSeq ?? 0
      const rows = await readRowsInPlace(transaction, { ...key, afterSeq: uptoSeq })
      invariant(rows.length === head.headSeq - uptoSeq, 'the log has every row after its snapshot')
      return {
        epoch: head.epoch,
        schemaVersion: head.schemaVersion,
        headSeq: head.headSeq,
        frozen: head.frozen,
        snapshot: snapshot?.state ?? null,
        updates: rows.map((row) => row.data),
      }
    })
}

/** Every row after `afterSeq`, wherever it is kept. Each query stands alone: readers hold no lock. */
export async function* readEveryRow(
  db: Db,
  { projectId, epoch, afterSeq }: { projectId: ProjectId; epoch: number; afterSeq: number },
): AsyncGenerator<LogRow> {
  let last = afterSeq
  for (;;) {
    const rows = await readNextRows(db, { projectId, epoch, afterSeq: last })
    if (rows.length === 0) return
    for (const row of rows) {
      invariant(row.seq === last + 1, 'the log is gapless')
      last = row.seq
      yield row
    }
  }
}

/** Rows may move into a chunk between the two queries, and never out of one. */
async function readNextRows(
  db: Db,
  page: { projectId: ProjectId; epoch: number; afterSeq: number },
): Promise<readonly LogRow[]> {
  const rows = await listUpdates(db, { ...page, limit: pageRows })
  if (rows[0]?.seq === page.afterSeq + 1) return rows
  const chunk = await findHistoryChunkAfter(db, page)
  if (!chunk) return rows
  const kept = await decodeHistoryChunk(chunk.data)
  return kept.filter((row) => row.seq > page.afterSeq)
}

async function readRowsInPlace(
  db: Db,
  from: { projectId: ProjectId; epoch: number; afterSeq: number },
): Promise<LogRow[]> {
  const rows: LogRow[] = []
  for (;;) {
    const afterSeq = rows.at(-1)?.seq ?? from.afterSeq
    const page = await listUpdates(db, { ...from, afterSeq, limit: pageRows })
    rows.push(...page)
    if (page.length < pageRows) return rows
  }
}
