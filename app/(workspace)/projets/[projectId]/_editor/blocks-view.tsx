import { createElement, Fragment, type ReactNode } from 'react'
import type { Block, Inline, Mark, Paragraph, Table, TableCell } from '#lib/domain/block.ts'

/**
 * Blocks as React elements with the same tags and attributes as the editor gives them, so that one
 * takes the other's place and nothing moves.
 */
export function blocksView(blocks: readonly Block[]): ReactNode {
  const shown = blocks.length === 0 ? [createElement('p', null, <br />)] : blocks.map(blockView)
  return createElement(Fragment, null, ...shown)
}

function blockView(block: Block): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return paragraphView(block)
    case 'table':
      return tableView(block)
    case 'horizontalRule':
      return <hr />
  }
}

function paragraphView({ kind, indent, checked, inline }: Paragraph): ReactNode {
  const attributes = {
    'data-kind': kind ?? undefined,
    'data-indent': indent > 0 ? indent : undefined,
    'data-checked': kind === 'task' ? checked : undefined,
  }
  // A line that is empty, or has just been broken, keeps its height.
  const needsBreak = (inline.at(-1)?.type ?? 'hardBreak') === 'hardBreak'
  const shown = inline.map(inlineView)
  return createElement(tagOf(kind), attributes, ...shown, needsBreak ? <br /> : null)
}

function tagOf(kind: Paragraph['kind']): string {
  if (kind === 'h3' || kind === 'h4') return kind
  return kind === 'quote' ? 'blockquote' : 'p'
}

function tableView({ rows }: Table): ReactNode {
  const shown = rows.map(({ cells }) => createElement('tr', null, ...cells.map(cellView)))
  return <table>{createElement('tbody', null, ...shown)}</table>
}

function cellView({ header, colspan, rowspan, content }: TableCell): ReactNode {
  const attributes = { colSpan: colspan, rowSpan: rowspan }
  return createElement(header ? 'th' : 'td', attributes, ...content.map(paragraphView))
}

function inlineView(inline: Inline): ReactNode {
  switch (inline.type) {
    case 'text':
      return inline.marks.reduceRight<ReactNode>(
        (content, mark) => markView(mark, content),
        inline.text,
      )
    case 'hardBreak':
      return <br />
    case 'mention':
      return (
        <span data-mention="" data-id={inline.id} data-entity={inline.entity}>
          {inline.label}
        </span>
      )
  }
}

const tags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
} as const

function markView(mark: Mark, content: ReactNode): ReactNode {
  if (mark.type !== 'link') return createElement(tags[mark.type], null, content)
  return (
    <a href={mark.href} rel="noopener noreferrer">
      {content}
    </a>
  )
}
