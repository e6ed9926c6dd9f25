import { Worker } from 'node:worker_threads'
import { AppError } from '#lib/platform/errors.ts'
import { buildSnapshot, type SnapshotSource, type SnapshotState } from './snapshot.ts'

/** Above this a snapshot takes longer than the event loop may be held. */
const inlineBytes = 64 * 1024
const inlineUpdates = 600

/** The thread ended without an answer. Nothing was written. */
export class SnapshotThreadError extends AppError {
  override name = 'SnapshotThreadError'
  override readonly code = 'snapshot_thread_ended'
}

/**
 * `buildSnapshot`, in a thread of its own when there is much to merge: the rooms of the process go
 * on meanwhile.
 */
export async function buildSnapshotAside(source: SnapshotSource): Promise<SnapshotState> {
  const bytes = source.updates.reduce(
    (sum, update) => sum + update.byteLength,
    source.snapshot?.byteLength ?? 0,
  )
  const isSmall = bytes <= inlineBytes && source.updates.length <= inlineUpdates
  return isSmall ? buildSnapshot(source) : buildInThread(source)
}

function buildInThread({ snapshot, updates }: SnapshotSource): Promise<SnapshotState> {
  const worker = new Worker(new URL('./snapshot-worker.ts', import.meta.url), {
    workerData: { snapshot, updates },
  })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new SnapshotThreadError(`exit code ${code}`)))
  })
}
