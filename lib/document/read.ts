import * as Y from 'yjs'
import type { SectionId } from '#lib/domain/ids.ts'
import type { Project } from '#lib/domain/project.ts'
import type { ProjectStatus } from '#lib/domain/roles.ts'
import type { Template } from '#lib/domain/template.ts'
import { readBlocks } from './read-blocks.ts'
import { type ReadRecord, readFields, readRecords } from './read-records.ts'
import {
  type Entity,
  headerFields,
  nestedLists,
  projectLists,
  recordFields,
  SINGLE_ID,
  selfEvaluationLists,
} from './records.ts'
import { HEADER_ROOT, recordsRoot, sectionRoot } from './schema.ts'

type Source = {
  template: Pick<Template, 'templateId' | 'templateVersion' | 'sections'>
  /** The parts that a school added, in order; those of the template come first. */
  ownSections?: readonly { id: SectionId; title: string }[]
  status: ProjectStatus
}

/**
 * The plain value of a document, live or not: nothing is written, whatever is found.
 *
 * Odd content (a record that is no map, a number that is no number) is skipped and never throws:
 * one bad value must not close a project.
 */
export function readProject(doc: Y.Doc, { template, ownSections = [], status }: Source): Project {
  const sections = [...template.sections, ...ownSections].map(({ id, title }) => ({
    id,
    title,
    content: readSection(doc, id),
  }))
  const lists = Object.fromEntries(
    Object.entries(projectLists).map(([entity, list]) => [list, readList(doc, entity as Entity)]),
  )
  const selfEvaluation = Object.fromEntries(
    Object.entries(selfEvaluationLists).map(([entity, list]) => [
      list,
      readList(doc, entity as Entity),
    ]),
  )
  const value: unknown = {
    templateId: template.templateId,
    templateVersion: template.templateVersion,
    status,
    header: readFields(mapRoot(doc, HEADER_ROOT), headerFields),
    calendar: readSingle(doc, 'calendar'),
    sections,
    ...lists,
    selfEvaluation: { ...readSingle(doc, 'selfEvaluation'), ...selfEvaluation },
  }
  // The tables of records.ts give every field its type; the round trip of the demo proves it.
  return value as Project
}

function readSection(doc: Y.Doc, id: SectionId) {
  const root = doc.share.get(sectionRoot(id))
  if (root === undefined || !isRootOf(root, Y.XmlFragment)) return []
  return readBlocks(doc.getXmlFragment(sectionRoot(id)))
}

function readSingle(doc: Y.Doc, entity: Entity): Record<string, unknown> {
  const stored = mapRoot(doc, recordsRoot(entity)).get(SINGLE_ID)
  const { order, archivedAt, ...rest } = readFields(
    stored instanceof Y.Map ? stored : nothing,
    recordFields(entity),
  )
  return rest
}

/** The records of an entity with those that belong to them. */
function readList(doc: Y.Doc, entity: Entity): Record<string, unknown>[] {
  const nested = Object.entries(nestedLists).filter(([, { parent }]) => parent === entity)
  const children = nested.map(([child, { link, list }]) => ({
    link,
    list,
    records: readEntity(doc, child as Entity),
  }))
  return readEntity(doc, entity).map(({ id, fields }) => ({
    id,
    ...fields,
    ...Object.fromEntries(
      children.map(({ link, list, records }) => [list, childrenOf(id, { link, records })]),
    ),
  }))
}

function childrenOf(
  parentId: string,
  { link, records }: { link: string; records: ReadRecord[] },
): Record<string, unknown>[] {
  return records
    .filter(({ fields }) => fields[link] === parentId)
    .map(({ id, fields: { [link]: _parent, ...own } }) => ({ id, ...own }))
}

function readEntity(doc: Y.Doc, entity: Entity): ReadRecord[] {
  return readRecords(mapRoot(doc, recordsRoot(entity)), recordFields(entity))
}

/** Read where a document has nothing; one for all, since each document draws a name at random. */
const nothing: Y.Map<unknown> = new Y.Doc().getMap()

/** A root as a map; an empty one when the document has none, or something else of that name. */
function mapRoot(doc: Y.Doc, name: string): Y.Map<unknown> {
  const root = doc.share.get(name)
  return root !== undefined && isRootOf(root, Y.Map) ? doc.getMap(name) : nothing
}

/** A root that an update brought has no type until it is first asked for with one. */
function isRootOf(root: unknown, type: typeof Y.Map | typeof Y.XmlFragment): boolean {
  return root instanceof type || Object.getPrototypeOf(root) === Y.AbstractType.prototype
}
