import type { Paragraph, Table, TableCell, TableRow } from '#lib/domain/block.ts'
import { paragraph } from '#lib/domain/block.ts'
import { isAllMarked, withoutMarkOfAll } from './tidy-inline.ts'

const maxColumns = 50
const maxRows = 500

/** The rows of a table, not those of a table in it. */
export function rowsOf(table: Element): Element[] {
  return [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table)
}

export function cellsOf(row: Element): Element[] {
  return [...row.children].filter(({ tagName }) => tagName === 'TD' || tagName === 'TH')
}

/** A table that only places things on a page: what it holds is better without it. */
export function isLayout(table: Element): boolean {
  if (table.getAttribute('role') === 'presentation') return true
  return rowsOf(table).flatMap(cellsOf).length <= 1
}

/** @param content the paragraphs of a cell; none makes an empty one. */
export function readCell(cell: Element, content: Paragraph[]): TableCell {
  return {
    header: cell.tagName === 'TH' || cell.closest('thead') !== null,
    colspan: spanOf(cell, 'colspan', maxColumns),
    rowspan: spanOf(cell, 'rowspan', maxRows),
    colwidth: null,
    content: content.length === 0 ? [paragraph('')] : content,
  }
}

/**
 * A table whose rows are all as wide, as editors need: what is missing is filled with empty cells,
 * and no cell reaches below the last row. A bold first row heads the columns.
 */
export function regularTable(rows: readonly TableRow[]): Table | null {
  const kept = rows.slice(0, maxRows).filter(({ cells }) => cells.length > 0)
  if (kept.length === 0) return null
  const covered: number[] = kept.map(() => 0)
  for (const [at, row] of kept.entries()) {
    for (const cell of row.cells) {
      cell.rowspan = Math.min(cell.rowspan, kept.length - at)
      for (let below = at; below < at + cell.rowspan; below += 1) {
        covered[below] = (covered[below] ?? 0) + cell.colspan
      }
    }
  }
  const width = Math.max(...covered)
  for (const [at, row] of kept.entries()) {
    const missing = width - (covered[at] ?? 0)
    for (let added = 0; added < missing; added += 1) row.cells.push(emptyCell())
  }
  return { type: 'table', rows: headed(kept).map(withPlainHeaders) }
}

function headed(rows: TableRow[]): TableRow[] {
  const [first, second] = rows
  if (!first || !second || rows.some(({ cells }) => cells.some(({ header }) => header))) return rows
  if (!isBoldRow(first) || isBoldRow(second)) return rows
  return [{ cells: first.cells.map((cell) => ({ ...cell, header: true })) }, ...rows.slice(1)]
}

function isBoldRow({ cells }: TableRow): boolean {
  const paragraphs = cells
    .flatMap(({ content }) => content)
    .filter(({ inline }) => inline.length > 0)
  return paragraphs.length > 0 && paragraphs.every(({ inline }) => isAllMarked(inline, 'bold'))
}

/** A header cell is bold by itself. */
function withPlainHeaders({ cells }: TableRow): TableRow {
  return {
    cells: cells.map((cell) =>
      cell.header
        ? {
            ...cell,
            content: cell.content.map((block) => ({
              ...block,
              inline: withoutMarkOfAll(block.inline, 'bold'),
            })),
          }
        : cell,
    ),
  }
}

function emptyCell(): TableCell {
  return { header: false, colspan: 1, rowspan: 1, colwidth: null, content: [paragraph('')] }
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan', max: number): number {
  const span = Number(cell.getAttribute(name) ?? 1)
  return Number.isInteger(span) ? Math.min(Math.max(span, 1), max) : 1
}
