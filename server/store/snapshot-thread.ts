import { isSmall, runInThread } from './run-in-thread.ts'
import { buildSnapshot, type SnapshotSource, type SnapshotState } from './snapshot.ts'

/** `buildSnapshot`, in a thread of its own when there is much to merge. */
export async function buildSnapshotAside(source: SnapshotSource): Promise<SnapshotState> {
  if (isSmall(source)) return buildSnapshot(source)
  const { snapshot, updates } = source
  return runInThread(new URL('./snapshot-worker.ts', import.meta.url), { snapshot, updates })
}
