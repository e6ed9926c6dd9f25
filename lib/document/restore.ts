import type * as Y from 'yjs'
import type { SectionId } from '#lib/domain/ids.ts'
import { contentOfParts } from '#lib/domain/part-content.ts'
import type { Project } from '#lib/domain/project.ts'
import type { Template } from '#lib/domain/template.ts'
import { openStored, type StoredRows } from './open-stored.ts'
import { readProject } from './read.ts'
import { type Entity, entities, headerFields, nestedLists, recordFields } from './records.ts'
import { restoreBlocks } from './restore-blocks.ts'
import { restoreFields, restoreRecords } from './restore-records.ts'
import { header, records, section } from './schema.ts'
import { openVersionState } from './version-state.ts'

type Restoration = {
  /** The document as the log holds it. */
  readonly stored: StoredRows
  /** The version's state. */
  readonly state: Uint8Array
  /** The part to restore with its records; null for all of the document. */
  readonly part: SectionId | null
  readonly source: Parameters<typeof readProject>[1] & { template: Template }
  /** For the records that came after the version, ISO 8601. */
  readonly archivedAt: string
}

export type RestoringEdit = {
  /** Append them in this order; none when the document says it all already. */
  readonly updates: readonly Uint8Array[]
  /** The Yjs client that wrote them, to be bound to the person who restores. */
  readonly clientId: number
}

/**
 * The edit that makes a document say what a version says. It goes forward: whoever is connected
 * stays, keeps their undo, and keeps what they write meanwhile.
 */
export async function restoringEdit(restoration: Restoration): Promise<RestoringEdit> {
  return openStored(restoration.stored, (doc) => {
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    const wanted = openVersionState(restoration.state)
    try {
      doc.transact(() => restoreDocument(doc, wanted, restoration))
    } finally {
      wanted.destroy()
    }
    return { updates, clientId: doc.clientID }
  })
}

function restoreDocument(
  doc: Y.Doc,
  wanted: Y.Doc,
  { part, source, archivedAt }: Omit<Restoration, 'stored' | 'state'>,
): void {
  const before = readProject(doc, source)
  const after = readProject(wanted, source)
  for (const { id, content } of after.sections) {
    if (part === null || id === part) restoreBlocks(section(doc, id), content)
  }
  const meant = part === null ? null : recordsOfPart(source.template, part, [before, after])
  for (const entity of entities) {
    restoreRecords(records(doc, entity), records(wanted, entity), {
      fields: recordFields(entity),
      isMeant: (id) => meant === null || meant.has(`${entity} ${id}`),
      archivedAt,
    })
  }
  if (part === null) restoreFields(header(doc), header(wanted), headerFields)
}

/** The template's name for an entity, where it is not the document's. */
const renamed: Readonly<Record<string, Entity>> = { selfEvaluationCriterion: 'criterion' }

/** The records that have their card in the part in either state, as `entity id`, and what is nested in them. */
function recordsOfPart(
  template: Template,
  part: SectionId,
  projects: readonly Project[],
): ReadonlySet<string> {
  const placed = projects.flatMap(
    (project) => contentOfParts(template, project).get(part)?.records ?? [],
  )
  return new Set(
    placed.flatMap(({ entity, record }) => [
      `${renamed[entity] ?? entity} ${record.id}`,
      ...nestedIn(entity, record),
    ]),
  )
}

function nestedIn(entity: string, record: object): string[] {
  const fields = new Map<string, unknown>(Object.entries(record))
  return Object.entries(nestedLists)
    .filter(([, { parent }]) => parent === entity)
    .flatMap(([child, { list }]) => {
      const items = fields.get(list)
      return Array.isArray(items) ? items.map(({ id }) => `${child} ${id}`) : []
    })
}
