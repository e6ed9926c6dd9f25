import fc from 'fast-check'
import * as Y from 'yjs'
import { recordFields } from '#lib/document/records.ts'
import { records, section } from '#lib/document/schema.ts'
import { addRecord } from '#lib/document/write.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import type { Block } from '#lib/domain/block.ts'
import { anyBlocks } from './any-blocks.ts'

/** One edit; numbers are taken modulo what there is. */
export type Edit =
  | { type: 'write'; part: number; at: number; blocks: Block[] }
  | { type: 'cut'; part: number; at: number; count: number }
  | { type: 'clear'; part: number }
  | { type: 'type'; part: number; at: number; words: string }
  | { type: 'erase'; part: number; at: number; count: number }
  | { type: 'kind'; part: number; at: number; kind: string }
  | { type: 'add'; entity: number; id: number; words: string }
  | { type: 'edit'; entity: number; at: number; words: string }
  | { type: 'link'; entity: number; at: number; id: number }
  | { type: 'archive'; entity: number; at: number }
  | { type: 'remove'; entity: number; at: number }

const parts = ['framework', 'initial-diagnosis'] as const
const entities = ['need', 'evidence', 'meeting'] as const
const links = { need: 'groupIds', evidence: 'needId', meeting: 'body' } as const
const texts = { need: 'description', evidence: 'finding', meeting: 'agenda' } as const

const place = fc.nat({ max: 50 })
const part = fc.nat({ max: 1 })
const entity = fc.nat({ max: 2 })
const words = fc.string({ unit: fc.constantFrom(...'abé \u{1f600}'), minLength: 1, maxLength: 6 })

export const anyEdits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof<fc.WeightedArbitrary<Edit>[]>(
    ...[
      fc.record({ type: fc.constant('write' as const), part, at: place, blocks: anyBlocks }),
      fc.record({ type: fc.constant('cut' as const), part, at: place, count: fc.nat({ max: 4 }) }),
      fc.record({ type: fc.constant('clear' as const), part }),
      fc.record({ type: fc.constant('type' as const), part, at: place, words }),
      fc.record({ type: fc.constant('erase' as const), part, at: place, count: place }),
      fc.record({
        ...{ type: fc.constant('kind' as const), part, at: place },
        kind: fc.constantFrom('h3', 'bullet', 'quote'),
      }),
      fc.record({ type: fc.constant('add' as const), entity, id: fc.nat({ max: 6 }), words }),
      fc.record({ type: fc.constant('edit' as const), entity, at: place, words }),
      fc.record({ type: fc.constant('link' as const), entity, at: place, id: fc.nat({ max: 3 }) }),
      fc.record({ type: fc.constant('archive' as const), entity, at: place }),
      fc.record({ type: fc.constant('remove' as const), entity, at: place }),
    ].map((arbitrary) => ({ weight: 1, arbitrary })),
  ),
  { maxLength: 12 },
)

export function applyEdit(doc: Y.Doc, edit: Edit): void {
  if ('part' in edit) editPart(section(doc, parts[edit.part % parts.length] ?? ''), edit)
  else editRecord(doc, edit)
}

function editPart(fragment: Y.XmlFragment, edit: Extract<Edit, { part: number }>): void {
  const at = 'at' in edit ? edit.at % (fragment.length + 1) : 0
  switch (edit.type) {
    case 'write': {
      const draft = new Y.Doc().getXmlFragment('draft')
      appendBlocks(draft, edit.blocks)
      const copies = draft.toArray().flatMap((child) => {
        return child instanceof Y.XmlElement ? [child.clone()] : []
      })
      fragment.insert(at, copies)
      break
    }
    case 'cut':
      fragment.delete(at, Math.min(edit.count, fragment.length - at))
      break
    case 'clear':
      fragment.delete(0, fragment.length)
      break
    default:
      editBlock(fragment.get(at), edit)
  }
}

function editBlock(block: unknown, edit: Extract<Edit, { part: number }>): void {
  if (!(block instanceof Y.XmlElement) || block.nodeName !== 'paragraph') return
  if (edit.type === 'kind') block.setAttribute('kind', edit.kind)
  const text = block.toArray().find((child) => child instanceof Y.XmlText)
  if (text === undefined) return
  if (edit.type === 'type') text.insert(edit.at % (text.length + 1), edit.words)
  if (edit.type === 'erase' && text.length > 0) {
    const at = edit.at % text.length
    text.delete(at, Math.min(edit.count, text.length - at))
  }
}

function editRecord(doc: Y.Doc, edit: Extract<Edit, { entity: number }>): void {
  const entity = entities[edit.entity % entities.length] ?? 'need'
  const map = records(doc, entity)
  if (edit.type === 'add') {
    const id = `${entity}-${edit.id}`
    const record = { title: edit.words, [texts[entity]]: edit.words, [links[entity]]: null }
    if (!map.has(id)) addRecord(doc, entity, { id, record, order: `a${edit.id}` })
    return
  }
  const keys = [...map.keys()].sort()
  const id = keys[edit.at % (keys.length || 1)]
  const record = id === undefined ? undefined : map.get(id)
  if (id === undefined || !(record instanceof Y.Map)) return
  if (edit.type === 'remove') map.delete(id)
  if (edit.type === 'archive') record.set('archivedAt', '2026-10-05T12:00:00.000Z')
  if (edit.type === 'edit') {
    const text = record.get(texts[entity])
    if (text instanceof Y.Text) text.insert(text.length, edit.words)
    record.set('order', `b${edit.words.length}`)
  }
  if (edit.type === 'link') setLink(record, entity, edit.id)
}

function setLink(record: Y.Map<unknown>, entity: (typeof entities)[number], id: number): void {
  const name = links[entity]
  const kind = recordFields(entity)[name]?.kind
  const own = record.get(name)
  if (own instanceof Y.Map) {
    if (own.has(`g-${id}`)) own.delete(`g-${id}`)
    else own.set(`g-${id}`, true)
  } else if (kind === 'enum') record.set(name, ['cvl', 'conseil-pedagogique'][id % 2])
  else if (kind === 'link') record.set(name, `need-${id}`)
}
