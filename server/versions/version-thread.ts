import {
  describeVersion,
  type VersionDescription,
  type VersionSource,
} from '#lib/versions/describe-version.ts'
import { isSmall, runInThread } from '#server/store/run-in-thread.ts'

/** `describeVersion`, in a thread of its own when the document is not small. */
export async function describeInThread(version: VersionSource): Promise<VersionDescription> {
  if (isSmall(version.rows)) return describeVersion(version)
  return runInThread(new URL('./version-worker.ts', import.meta.url), version)
}
