import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { AppError } from '#lib/platform/errors.ts'
import type { StoredDocument, UpdateLog } from '#server/store/update-log.ts'

/**
 * The document is of a later schema than this program, which would judge what it does not know.
 * Another process, or the next start, takes its people.
 */
export class NewerSchemaError extends AppError {
  override name = 'NewerSchemaError'
  override readonly code = 'newer_schema'
}

export function isOutdated({ schemaVersion }: Pick<StoredDocument, 'schemaVersion'>): boolean {
  return schemaVersion < SCHEMA_VERSION
}

/**
 * The stored document, brought to the schema of this program first (U1). One that is frozen stays as
 * it is, to be read (U2). Null when there is no such project.
 *
 * @throws {NewerSchemaError} nobody may open it here (U3).
 */
export async function loadDocument(
  log: UpdateLog,
  projectId: ProjectId,
): Promise<StoredDocument | null> {
  const stored = await log.load(projectId)
  if (stored === null) return null
  if (stored.schemaVersion > SCHEMA_VERSION) {
    throw new NewerSchemaError(`schema ${stored.schemaVersion}, and this program knows less`)
  }
  if (!isOutdated(stored) || stored.frozen) return stored
  // Another process may do it, or freeze the document, in the same moment: look again.
  await log.upgrade(projectId)
  return loadDocument(log, projectId)
}
