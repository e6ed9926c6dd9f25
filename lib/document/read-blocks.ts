import * as Y from 'yjs'
import {
  type Block,
  blockKinds,
  type Inline,
  isLinkTarget,
  type Mark,
  markNames,
  maxIndent,
  type Paragraph,
  type TableCell,
} from '#lib/domain/block.ts'
import { isHeader, OLD_HEADER } from './header-cells.ts'

/**
 * A part's blocks, read without y-tiptap, which deletes from a live document what it does not know.
 *
 * What has no meaning here is skipped. A part in which nothing was written has no blocks, though its
 * fragment holds an empty paragraph.
 */
export function readBlocks(fragment: Y.XmlFragment): Block[] {
  const blocks = elements(fragment).flatMap(readBlock)
  const [only] = blocks
  const isBlank =
    blocks.length === 1 &&
    only?.type === 'paragraph' &&
    only.kind === null &&
    only.indent === 0 &&
    only.inline.length === 0
  return isBlank ? [] : blocks
}

function elements(parent: Y.XmlFragment): Y.XmlElement[] {
  return parent.toArray().filter((child) => child instanceof Y.XmlElement)
}

/** One block; none when the element is none that we know. */
export function readBlock(element: Y.XmlElement): Block[] {
  switch (element.nodeName) {
    case 'paragraph':
      return [readParagraph(element)]
    case 'horizontalRule':
      return [{ type: 'horizontalRule' }]
    case 'table':
      return readTable(element)
    default:
      return []
  }
}

function readParagraph(element: Y.XmlElement): Paragraph {
  const { kind, indent, checked }: Record<string, unknown> = element.getAttributes()
  return {
    type: 'paragraph',
    kind: blockKinds.find((known) => known === kind) ?? null,
    indent: integer(indent, { min: 0, max: maxIndent }),
    checked: checked === true,
    inline: element.toArray().reduce<Inline[]>(appendInline, []),
  }
}

function appendInline(inline: Inline[], child: unknown): Inline[] {
  if (child instanceof Y.XmlText) for (const run of readText(child)) appendRun(inline, run)
  if (!(child instanceof Y.XmlElement)) return inline
  if (child.nodeName === 'hardBreak') inline.push({ type: 'hardBreak' })
  if (child.nodeName === 'mention') {
    const { id, label, entity }: Record<string, unknown> = child.getAttributes()
    inline.push({ type: 'mention', id: text(id), label: text(label), entity: text(entity) })
  }
  return inline
}

/** Runs with the same marks are one, however many times Yjs split them. */
function appendRun(inline: Inline[], run: Extract<Inline, { type: 'text' }>): void {
  const last = inline.at(-1)
  if (last?.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(run.marks)) {
    last.text += run.text
  } else if (run.text !== '') {
    inline.push(run)
  }
}

function readText(content: Y.XmlText): Extract<Inline, { type: 'text' }>[] {
  const delta: { insert?: unknown; attributes?: Record<string, unknown> }[] = content.toDelta()
  return delta.flatMap(({ insert, attributes = {} }) =>
    typeof insert === 'string'
      ? [{ type: 'text', text: insert, marks: readMarks(attributes) } as const]
      : [],
  )
}

function readMarks(attributes: Record<string, unknown>): Mark[] {
  return markNames.flatMap((type): Mark[] => {
    const value = Object.hasOwn(attributes, type) ? attributes[type] : undefined
    if (value === undefined || value === null) return []
    if (type !== 'link') return [{ type }]
    const href = typeof value === 'object' && 'href' in value ? text(value.href) : ''
    return isLinkTarget(href) ? [{ type, href }] : []
  })
}

/** A row without a cell, or a table without a row, is what is left of a deletion. */
function readTable(table: Y.XmlElement): Block[] {
  const rows = elements(table)
    .filter((row) => row.nodeName === 'tableRow')
    .map((row) => ({ cells: elements(row).flatMap(readCell) }))
    .filter((row) => row.cells.length > 0)
  return rows.length === 0 ? [] : [{ type: 'table', rows }]
}

function readCell(cell: Y.XmlElement): TableCell[] {
  if (cell.nodeName !== OLD_HEADER && cell.nodeName !== 'tableCell') return []
  const { colspan, rowspan, colwidth, header }: Record<string, unknown> = cell.getAttributes()
  const widths = Array.isArray(colwidth) ? colwidth.filter((width) => Number.isInteger(width)) : []
  return [
    {
      header: isHeader(cell.nodeName, header),
      colspan: integer(colspan, { min: 1, max: 50 }),
      rowspan: integer(rowspan, { min: 1, max: 500 }),
      colwidth: widths.length === 0 ? null : widths,
      content: elements(cell)
        .filter((child) => child.nodeName === 'paragraph')
        .map(readParagraph),
    },
  ]
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function integer(value: unknown, { min, max }: { min: number; max: number }): number {
  return Number.isInteger(value) ? Math.min(Math.max(Number(value), min), max) : min
}
