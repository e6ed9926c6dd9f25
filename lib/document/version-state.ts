import * as Y from 'yjs'
import type { Project } from '#lib/domain/project.ts'
import { storableValue } from '#lib/domain/storable-text.ts'
import { openStored, type StoredRows } from './open-stored.ts'
import { readProject } from './read.ts'

export type VersionState = {
  /**
   * The whole document in Yjs V2: a third of V1 for a text of many authors. It is not compressed
   * here: the database does that with large columns.
   */
  readonly state: Uint8Array
  /** What it says, in texts that a database takes. */
  readonly content: Project
}

/** The state of a document as the log holds it, and what it says. */
export async function readVersionState(
  stored: StoredRows,
  source: Parameters<typeof readProject>[1],
): Promise<VersionState> {
  return openStored(stored, (doc) => ({
    state: Y.encodeStateAsUpdateV2(doc),
    content: storableValue(readProject(doc, source)) as Project,
  }))
}

/** The document of a version. Destroy it. */
export function openVersionState(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, state)
  return doc
}
