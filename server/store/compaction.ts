import { isDeepStrictEqual } from 'node:util'
import type { Db } from '#db/client.ts'
import { addDocumentBytes } from '#db/queries/document.ts'
import { insertHistoryChunk } from '#db/queries/document-history.ts'
import {
  deleteSnapshotsBefore,
  insertSnapshot,
  listSnapshots,
  tryCompactionLock,
} from '#db/queries/document-snapshot.ts'
import { deleteUpdates, listUpdates } from '#db/queries/document-update.ts'
import { readStoredDocument } from '#db/queries/stored-document.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import { decodeHistoryChunk, encodeHistoryChunk } from './history-chunk.ts'
import { buildSnapshotAside } from './snapshot-thread.ts'

type DocumentKey = { projectId: ProjectId; epoch: number }

/** Rows in one history chunk. */
const chunkRows = 500

/**
 * Writes a snapshot of a document and moves the rows that the one before it covers into history.
 *
 * The state is made from stored rows alone, outside any transaction: it takes time, and whoever
 * else compacts the same rows makes an equal state. Only the writing is exclusive. The two newest
 * snapshots are kept with every row after the older one, so either can be checked against rows.
 *
 * @returns false, and nothing is written, when there is nothing new or another compactor writes.
 * @throws {SnapshotMismatchError} the state does not decode to the same document.
 */
export async function compactDocument(db: Db, key: DocumentKey): Promise<boolean> {
  const stored = await readStoredDocument(db, key.projectId)
  if (stored === undefined || stored.epoch !== key.epoch || stored.updates.length === 0)
    return false
  const built = await buildSnapshotAside(stored)
  return db.transaction().execute(async (transaction) => {
    if (!(await tryCompactionLock(transaction, key))) return false
    const [previous, ...older] = await listSnapshots(transaction, key)
    if (previous && previous.uptoSeq >= stored.headSeq) return false
    await insertSnapshot(transaction, { ...key, ...built, uptoSeq: stored.headSeq })
    let bytes = built.state.byteLength - older.reduce((sum, snapshot) => sum + snapshot.bytes, 0)
    if (previous) {
      bytes += await moveRowsToHistory(transaction, key, previous.uptoSeq)
      await deleteSnapshotsBefore(transaction, { ...key, uptoSeq: previous.uptoSeq })
    }
    // Last: this lock on the document's row is the one that appends wait for.
    await addDocumentBytes(transaction, { projectId: key.projectId, bytes })
    return true
  })
}

/** The change in bytes stored. */
async function moveRowsToHistory(db: Db, key: DocumentKey, uptoSeq: number): Promise<number> {
  let bytes = 0
  for (;;) {
    const page = await listUpdates(db, { ...key, afterSeq: 0, limit: chunkRows })
    const rows = page.filter((row) => row.seq <= uptoSeq)
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return bytes
    invariant(last.seq - first.seq + 1 === rows.length, 'a history chunk is gapless')
    const data = await encodeHistoryChunk(rows)
    invariant(isDeepStrictEqual(await decodeHistoryChunk(data), rows), 'a history chunk reads back')
    const writers = Object.fromEntries(rows.map(({ accountId, seq }) => [accountId, seq]))
    await insertHistoryChunk(db, { ...key, firstSeq: first.seq, lastSeq: last.seq, data, writers })
    await deleteUpdates(db, { ...key, firstSeq: first.seq, lastSeq: last.seq })
    bytes += data.byteLength - rows.reduce((sum, row) => sum + row.data.byteLength, 0)
  }
}
