import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { AppError } from '#lib/platform/errors.ts'
import { isSameDocument } from './same-document.ts'

/** Updates merged at once: merging more costs more than linearly. */
const mergeBatch = 64

/** A snapshot, when there is one, and the updates after it. */
export type SnapshotSource = {
  readonly snapshot: Uint8Array | null
  readonly updates: readonly Uint8Array[]
}

export type SnapshotState = { readonly state: Uint8Array; readonly sha256: Uint8Array }

/** The encoded state does not give back the document it was made from. Nothing was written. */
export class SnapshotMismatchError extends AppError {
  override name = 'SnapshotMismatchError'
  override readonly code = 'snapshot_mismatch'
}

/**
 * One state (Yjs V1, garbage collected) that is equal to a snapshot and the updates after it.
 *
 * The state is decoded again and compared by state vector and by content before it is answered.
 * Gives the event loop a turn between batches.
 *
 * @throws {SnapshotMismatchError} the comparison failed.
 */
export async function buildSnapshot(stored: SnapshotSource): Promise<SnapshotState> {
  const merged = await mergeByBatches(stored.updates)
  const doc = new Y.Doc({ gc: true })
  const again = new Y.Doc({ gc: true })
  try {
    if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot)
    for (const update of merged) Y.applyUpdate(doc, update)
    const state = Y.encodeStateAsUpdate(doc)
    Y.applyUpdate(again, state)
    if (!isSameDocument(doc, again)) {
      throw new SnapshotMismatchError('the encoded state differs from its document')
    }
    return { state, sha256: Uint8Array.from(createHash('sha256').update(state).digest()) }
  } finally {
    doc.destroy()
    again.destroy()
  }
}

async function mergeByBatches(updates: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
  let level = updates
  while (level.length > mergeBatch) {
    const next: Uint8Array[] = []
    for (let start = 0; start < level.length; start += mergeBatch) {
      next.push(Y.mergeUpdates(level.slice(start, start + mergeBatch)))
      await new Promise((resolve) => setImmediate(resolve))
    }
    level = next
  }
  return level
}
