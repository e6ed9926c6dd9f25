import type * as Y from 'yjs'
import type { ProjectStatus } from '#lib/domain/roles.ts'
import { observeRecords, readRecordsAlone } from './records-alone.ts'
import { recordsDigest } from './records-digest.ts'

/**
 * Resolves once the document's records say something else than the page's cards: at once when they
 * do already. Making cards takes the template and every word of theirs, which most visits never
 * need.
 */
export function recordsDiffer(
  doc: Y.Doc,
  { digest, status, signal }: { digest: string; status: ProjectStatus; signal: AbortSignal },
): Promise<void> {
  if (recordsDigest(readRecordsAlone(doc, status)) !== digest) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = observeRecords(doc, () => {
      end()
      resolve()
    })
    const end = () => {
      signal.removeEventListener('abort', end)
      stop()
    }
    signal.addEventListener('abort', end)
  })
}
