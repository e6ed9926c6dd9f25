import {
  type Block,
  type Inline,
  isLinkTarget,
  type Mark,
  maxIndent,
  type TableCell,
} from '#lib/domain/block.ts'
import { flatten } from '../flatten.ts'
import { readMention } from '../mention.ts'
import type { ListItem, NestedBlock, NestedText } from '../nest.ts'
import { paragraphsOf } from './paragraphs-of.ts'
import { inOrder } from './read-marks.ts'
import { cellsOf, readCell, rowsOf } from './read-table.ts'
import { mergeRuns } from './tidy-inline.ts'

/**
 * The blocks that `writeOwnHtml` wrote. Anybody can write such HTML, so that only what a part may
 * hold is read, within its bounds.
 */
export function readOwnHtml(root: Node): Block[] {
  return flatten(readBlocks(root)).map((block) =>
    block.type === 'paragraph' ? { ...block, indent: Math.min(block.indent, maxIndent) } : block,
  )
}

function readBlocks(parent: Node): NestedBlock[] {
  return elementsIn(parent).flatMap(readBlock)
}

function readBlock(element: Element): NestedBlock[] {
  const offset = Math.min(Math.max(Number(element.getAttribute('data-indent')) || 0, 0), maxIndent)
  switch (element.tagName) {
    case 'P':
      return [{ type: 'paragraph', offset, ...readText(element) }]
    case 'H3':
    case 'H4':
      return [
        { type: 'heading', rank: element.tagName === 'H3' ? 3 : 4, offset, ...readText(element) },
      ]
    case 'BLOCKQUOTE':
      return [{ type: 'quote', offset, paragraphs: elementsIn(element).map(readText) }]
    case 'UL':
    case 'OL': {
      const isTask = element.getAttribute('data-kind') === 'task'
      const kind = element.tagName === 'OL' ? 'ordered' : isTask ? 'task' : 'bullet'
      return [{ type: 'list', kind, offset, items: elementsIn(element).map(readItem) }]
    }
    case 'TABLE': {
      const rows = rowsOf(element).map((row) => ({ cells: cellsOf(row).map(readOwnCell) }))
      return rows.every(({ cells }) => cells.length > 0) && rows.length > 0
        ? [{ type: 'table', rows }]
        : []
    }
    case 'HR':
      return [{ type: 'horizontalRule' }]
    default:
      return []
  }
}

function readItem(item: Element): ListItem {
  return { ...readText(item), children: readBlocks(item) }
}

function readOwnCell(cell: Element): TableCell {
  const content = readOwnHtml(cell).flatMap(paragraphsOf)
  const widths = (cell.getAttribute('data-widths') ?? '').split(',').map(Number)
  const areWidths = widths.length <= 50 && widths.every((width) => width > 0 && width <= 5000)
  return { ...readCell(cell, content), colwidth: areWidths ? widths.map(Math.trunc) : null }
}

const blockTags = new Set(['P', 'H3', 'H4', 'BLOCKQUOTE', 'UL', 'OL', 'TABLE', 'HR'])

/** The text of a block, up to the first block inside it. */
function readText(element: Element): NestedText {
  const inline: Inline[] = []
  for (const child of element.childNodes) {
    if (child instanceof Element && blockTags.has(child.tagName)) break
    readInline(child, new Map(), inline)
  }
  return { inline: mergeRuns(inline), checked: element.getAttribute('data-checked') === 'true' }
}

const markTags: Readonly<Record<string, Exclude<Mark['type'], 'link'>>> = {
  STRONG: 'bold',
  EM: 'italic',
  U: 'underline',
  S: 'strike',
  SUP: 'superscript',
  SUB: 'subscript',
}

function readInline(node: Node, marks: ReadonlyMap<Mark['type'], Mark>, into: Inline[]): void {
  if (node.nodeType === node.TEXT_NODE) {
    into.push({ type: 'text', text: node.textContent ?? '', marks: inOrder(marks) })
  }
  if (!(node instanceof Element) || node.hasAttribute('data-box')) return
  if (node.tagName === 'SCRIPT' || node.tagName === 'STYLE') return
  const mention = node.hasAttribute('data-mention') ? readMention(node) : null
  if (node.tagName === 'BR') into.push({ type: 'hardBreak' })
  else if (mention !== null) into.push(mention)
  else {
    const within = new Map(marks)
    const type = markTags[node.tagName]
    if (type) within.set(type, { type })
    const href = node.tagName === 'A' ? (node.getAttribute('href') ?? '') : ''
    if (isLinkTarget(href)) within.set('link', { type: 'link', href })
    for (const child of node.childNodes) readInline(child, within, into)
  }
}

function elementsIn(parent: Node): Element[] {
  return [...parent.childNodes].filter((child) => child instanceof Element)
}
