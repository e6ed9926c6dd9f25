import type { Project } from '#lib/domain/project.ts'
import { storableValue } from '#lib/domain/storable-text.ts'
import { openStored, type StoredRows } from './open-stored.ts'
import { readProject } from './read.ts'

/**
 * The plain value of a document as the log holds it, without joining its room. Its texts are such as a
 * database takes.
 */
export async function readStoredProject(
  stored: StoredRows,
  source: Parameters<typeof readProject>[1],
): Promise<Project> {
  return openStored(stored, (doc) => storableValue(readProject(doc, source)) as Project)
}
