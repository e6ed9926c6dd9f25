import type { Project } from '#lib/domain/project.ts'
import { openStored, type StoredRows } from './open-stored.ts'
import { readProject } from './read.ts'

/** The plain value of a document as the log holds it, without joining its room. */
export async function readStoredProject(
  stored: StoredRows,
  source: Parameters<typeof readProject>[1],
): Promise<Project> {
  return openStored(stored, (doc) => readProject(doc, source))
}
