import { generateNKeysBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { type Block, paragraph } from '#lib/domain/block.ts'
import type { Project } from '#lib/domain/project.ts'
import {
  type Entity,
  headerFields,
  nestedLists,
  projectLists,
  SINGLE_ID,
  selfEvaluationLists,
} from './records.ts'
import { header, section } from './schema.ts'
import { addRecord, type PlainRecord, writeFields } from './write.ts'
import { appendBlocks } from './write-blocks.ts'

/**
 * The first update of a new document, holding all of a project; `blankProject` gives an empty one.
 *
 * It is made once, in the transaction that creates the project, and never again: the same content
 * made twice is there twice.
 *
 * @returns `clientId`: the Yjs client id of all of it, to be bound to the person who creates.
 */
export function createDocument(project: Project): { update: Uint8Array; clientId: number } {
  const doc = new Y.Doc()
  doc.transact(() => {
    writeFields(header(doc), headerFields, project.header)
    for (const { id, content } of project.sections) appendBlocks(section(doc, id), filled(content))
    addRecord(doc, 'calendar', { id: SINGLE_ID, record: project.calendar })
    addRecord(doc, 'selfEvaluation', { id: SINGLE_ID, record: project.selfEvaluation })
    for (const [entity, list] of typedEntries(projectLists)) addAll(doc, entity, project[list])
    for (const [entity, list] of typedEntries(selfEvaluationLists)) {
      addAll(doc, entity, project.selfEvaluation[list])
    }
    addNested(doc, project)
  })
  const made = { update: Y.encodeStateAsUpdate(doc), clientId: doc.clientID }
  doc.destroy()
  return made
}

/**
 * A part starts with one empty paragraph. An editor shows one in an empty part too, and writes it at
 * the first key: two people who begin at once would then begin two.
 */
export function filled(content: readonly Block[]): readonly Block[] {
  return content.length === 0 ? [paragraph('')] : content
}

type Listed = PlainRecord & { id: string }

function addAll(doc: Y.Doc, entity: Entity, list: readonly Listed[]): void {
  const orders = generateNKeysBetween(null, null, list.length)
  list.forEach((record, index) => {
    addRecord(doc, entity, { id: record.id, record, order: orders[index] ?? '' })
  })
}

function addNested(doc: Y.Doc, project: Project): void {
  const children = {
    evidence: project.needs.map(({ id, evidence }) => ({ id, list: evidence })),
    competencyTarget: project.goals.map(({ id, competencies }) => ({ id, list: competencies })),
    measurement: project.indicators.map(({ id, measurements }) => ({ id, list: measurements })),
    decision: project.regulations.map(({ id, decisions }) => ({ id, list: decisions })),
  }
  for (const [entity, parents] of typedEntries(children)) {
    const { link } = nestedLists[entity]
    for (const { id, list } of parents) {
      addAll(
        doc,
        entity,
        list.map((record) => ({ ...record, [link]: id })),
      )
    }
  }
}

function typedEntries<Key extends string, Value>(of: Readonly<Record<Key, Value>>) {
  return Object.entries(of) as [Key, Value][]
}
