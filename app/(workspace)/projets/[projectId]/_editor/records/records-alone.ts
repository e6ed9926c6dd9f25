import type * as Y from 'yjs'
import { readProject } from '#lib/document/read.ts'
import { entities } from '#lib/document/records.ts'
import { records } from '#lib/document/schema.ts'
import type { Project } from '#lib/domain/project.ts'
import type { ProjectStatus } from '#lib/domain/roles.ts'

/** The records of a document, without the texts, which have editors of their own. */
export function readRecordsAlone(doc: Y.Doc, status: ProjectStatus): Project {
  return readProject(doc, { template: NO_PARTS, status })
}

const NO_PARTS = { templateId: '', templateVersion: '', sections: [] }

/** Calls `listener` when a record changes. */
export function observeRecords(doc: Y.Doc, listener: () => void): () => void {
  for (const entity of entities) records(doc, entity).observeDeep(listener)
  return () => {
    for (const entity of entities) records(doc, entity).unobserveDeep(listener)
  }
}
