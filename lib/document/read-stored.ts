import type { Project } from '#lib/domain/project.ts'
import { storableValue } from '#lib/domain/storable-text.ts'
import { openStored, type StoredRows } from './open-stored.ts'
import { readProject } from './read.ts'
import { stateMark } from './state-mark.ts'

/**
 * The plain value of a document as the log holds it, without joining its room, and the mark of that
 * state. Its texts are such as a database takes.
 */
export async function readStoredProject(
  stored: StoredRows,
  source: Parameters<typeof readProject>[1],
): Promise<{ project: Project; mark: string }> {
  return openStored(stored, (doc) => ({
    project: storableValue(readProject(doc, source)) as Project,
    mark: stateMark(doc),
  }))
}
