import type { Attrs, Fragment, Node, Schema } from '@tiptap/pm/model'
import {
  type Block,
  blockKinds,
  type Inline,
  isLinkTarget,
  type Mark,
  type Paragraph,
  plainMarkNames,
  type TableCell,
} from '#lib/domain/block.ts'
import { isHeaderCell } from '../header-cells.ts'
import { inOrder } from './read-marks.ts'

/** Blocks as the nodes of an editor. */
export function nodesOf(schema: Schema, blocks: readonly Block[]): Node[] {
  return blocks.map((block) => {
    switch (block.type) {
      case 'paragraph':
        return paragraphNode(schema, block)
      case 'horizontalRule':
        return schema.node('horizontalRule')
      case 'table': {
        const rows = block.rows.map(({ cells }) =>
          schema.node(
            'tableRow',
            null,
            cells.map((cell) => cellNode(schema, cell)),
          ),
        )
        return schema.node('table', null, rows)
      }
      default:
        return block satisfies never
    }
  })
}

/** The blocks that an editor's nodes are; null when some are no blocks, as the rows of a table. */
export function blocksOf(nodes: Fragment): Block[] | null {
  const blocks = nodes.content.map(blockOf)
  return blocks.some((block) => block === null) ? null : blocks.filter((block) => block !== null)
}

function paragraphNode(schema: Schema, { kind, indent, checked, inline }: Paragraph): Node {
  const content = inline.map((item) => inlineNode(schema, item))
  return schema.node('paragraph', { kind, indent, checked }, content)
}

function inlineNode(schema: Schema, inline: Inline): Node {
  switch (inline.type) {
    case 'text': {
      const marks = inline.marks.map((mark) =>
        schema.mark(mark.type, mark.type === 'link' ? { href: mark.href } : null),
      )
      return schema.text(inline.text, marks)
    }
    case 'hardBreak':
      return schema.node('hardBreak')
    case 'mention': {
      const { id, label, entity } = inline
      return schema.node('mention', { id, label, entity })
    }
  }
}

function cellNode(schema: Schema, cell: TableCell): Node {
  const { header, colspan, rowspan, colwidth, content } = cell
  const paragraphs = content.map((block) => paragraphNode(schema, block))
  const attributes = { colspan, rowspan, colwidth, header: header || null }
  return schema.node('tableCell', attributes, paragraphs)
}

function blockOf(node: Node): Block | null {
  switch (node.type.name) {
    case 'paragraph':
      return paragraphOf(node)
    case 'horizontalRule':
      return { type: 'horizontalRule' }
    case 'table':
      return { type: 'table', rows: node.content.content.map((row) => ({ cells: cellsOf(row) })) }
    default:
      return null
  }
}

function cellsOf(row: Node): TableCell[] {
  return row.content.content.map((cell) => {
    const { colspan, rowspan, colwidth }: Attrs = cell.attrs
    return {
      header: isHeaderCell(cell),
      colspan: Number(colspan),
      rowspan: Number(rowspan),
      colwidth: Array.isArray(colwidth) ? colwidth.map(Number) : null,
      content: cell.content.content.map(paragraphOf),
    }
  })
}

function paragraphOf(node: Node): Paragraph {
  const { kind, indent, checked }: Attrs = node.attrs
  return {
    type: 'paragraph',
    kind: blockKinds.find((known) => known === kind) ?? null,
    indent: Number(indent) || 0,
    checked: checked === true,
    inline: node.content.content.flatMap(inlineOf),
  }
}

function inlineOf(node: Node): Inline[] {
  if (node.isText) return [{ type: 'text', text: node.text ?? '', marks: marksOf(node) }]
  if (node.type.name === 'hardBreak') return [{ type: 'hardBreak' }]
  if (node.type.name !== 'mention') return []
  const { id, label, entity }: Attrs = node.attrs
  return [{ type: 'mention', id: String(id), label: String(label), entity: String(entity) }]
}

function marksOf(node: Node): Mark[] {
  const marks = node.marks.flatMap(({ type, attrs }): [Mark['type'], Mark][] => {
    if (type.name !== 'link') return markNamed(type.name)
    const href = String(attrs.href)
    return isLinkTarget(href) ? [['link', { type: 'link', href }]] : []
  })
  return inOrder(new Map(marks))
}

function markNamed(name: string): [Mark['type'], Mark][] {
  return plainMarkNames.flatMap((type) => (type === name ? [[type, { type }]] : []))
}
