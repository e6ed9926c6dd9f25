import { type Block, blockText } from './block.ts'
import { canonicalJson } from './canonical-json.ts'
import type { SectionId } from './ids.ts'
import { listsByEntity } from './lists-by-entity.ts'
import type { Project } from './project.ts'
import type { ProjectRecord } from './record.ts'
import type { Template } from './template.ts'
import { homeSection } from './views/record-place.ts'

type PlacedRecord = { readonly entity: string; readonly record: ProjectRecord }

/** What stands in one part: its text, and the records that have their card in it. */
export type PartContent = {
  readonly blocks: readonly Block[]
  readonly records: readonly PlacedRecord[]
}

/** The content of every part of a project, archived records included, in the parts' order. */
export function contentOfParts(
  template: Template,
  project: Project,
): ReadonlyMap<SectionId, PartContent> {
  const records = Map.groupBy(placedRecords(template, project), ({ home }) => home)
  return new Map(
    project.sections.map(({ id, content }) => [
      id,
      { blocks: content, records: (records.get(id) ?? []).map(({ home, ...placed }) => placed) },
    ]),
  )
}

/** The parts whose text or records are not the same in both; all that has content without a before. */
export function changedParts(
  template: Template,
  { before, after }: { before: Project | null; after: Project },
): SectionId[] {
  const earlier = before === null ? new Map() : contentOfParts(template, before)
  const nothing: PartContent = { blocks: [], records: [] }
  return [...contentOfParts(template, after)]
    .filter(([id, content]) => {
      return canonicalJson(content) !== canonicalJson(earlier.get(id) ?? nothing)
    })
    .map(([id]) => id)
}

/** The parts that have words. */
export function writtenParts(project: Project): SectionId[] {
  return project.sections.filter(({ content }) => hasWords(content)).map(({ id }) => id)
}

export function hasWords(blocks: readonly Block[]): boolean {
  return blocks.some((block) => /\S/.test(blockText(block)))
}

function placedRecords(
  template: Template,
  project: Project,
): (PlacedRecord & { home: SectionId | undefined })[] {
  const embedded = new Set(
    template.sections.flatMap(({ blocks }) =>
      blocks.filter(({ embeddedIn }) => embeddedIn !== undefined).map(({ entity }) => entity),
    ),
  )
  return Object.entries(listsByEntity)
    .filter(([entity]) => !embedded.has(entity))
    .flatMap(([entity, list]) =>
      list(project).map((record) => ({
        ...{ entity, record, home: homeSection(template, entity, record) },
      })),
    )
}
