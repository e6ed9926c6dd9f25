import type { Db } from '#db/client.ts'
import { findHistoryChunkAfter } from '#db/queries/document-history.ts'
import { listUpdates } from '#db/queries/document-update.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import { decodeHistoryChunk } from './history-chunk.ts'
import type { LogRow } from './update-log.ts'

/** Rows read by one query: bounds the memory of a reader, not what it may read. */
const pageRows = 500

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
