import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { AppError } from '#lib/platform/errors.ts'
import type { Events } from '#server/metrics/events.ts'
import type { StoredDocument, UpdateLog } from '#server/store/update-log.ts'

/** Rows that are applied within the time that the event loop may be held: `npm run bench:loop`. */
const maxRows = 2_000
const maxRowBytes = 256 * 1024

function isLong({ updates }: StoredDocument): boolean {
  if (updates.length > maxRows) return true
  return updates.reduce((sum, update) => sum + update.length, 0) > maxRowBytes
}

/**
 * The document is of a later schema than this program, which would judge what it does not know.
 * Another process, or the next start, takes its people.
 */
export class NewerSchemaError extends AppError {
  override name = 'NewerSchemaError'
  override readonly code = 'newer_schema'
}

export type Loading = {
  readonly log: UpdateLog
  readonly projectId: ProjectId
  readonly events: Pick<Events, 'logFailed'>
}

export function isOutdated({ schemaVersion }: Pick<StoredDocument, 'schemaVersion'>): boolean {
  return schemaVersion < SCHEMA_VERSION
}

/**
 * The stored document, brought to the schema of this program first (U1). One that is frozen stays as
 * it is, to be read (U2). Of a long log a snapshot is made first, in a thread: building the document
 * from the rows would hold up everyone in the process (R16). Null when there is no such project.
 *
 * @throws {NewerSchemaError} nobody may open it here (U3).
 */
export async function loadDocument(loading: Loading): Promise<StoredDocument | null> {
  const { log, projectId } = loading
  const stored = await log.load(projectId)
  if (stored === null) return null
  if (stored.schemaVersion > SCHEMA_VERSION) {
    throw new NewerSchemaError(`schema ${stored.schemaVersion}, and this program knows less`)
  }
  if (isLong(stored) && (await isCompacted(loading, stored.epoch))) return loadDocument(loading)
  if (!isOutdated(stored) || stored.frozen) return stored
  // Another process may do it, or freeze the document, in the same moment: look again.
  await log.upgrade(projectId)
  return loadDocument(loading)
}

/** Without a snapshot the rows make the document too: slowly, for once. */
async function isCompacted({ log, projectId, events }: Loading, epoch: number): Promise<boolean> {
  try {
    return await log.compact(projectId, epoch)
  } catch (error) {
    events.logFailed(projectId, error)
    return false
  }
}
