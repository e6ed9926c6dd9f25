import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { Selection, Transaction } from '@tiptap/pm/state'

/**
 * The name of header cells before version 2 of the schema. Nothing writes them any more, and what
 * is said of a header holds for both: on these the attribute can only say that they head nothing.
 */
export const OLD_HEADER = 'tableHeader'

/**
 * Whether a cell heads its row or column. It is an attribute, as the kind of a block is: a change of
 * it must not replace a cell in which someone is typing.
 */
export function isHeader(nodeName: string, header: unknown): boolean {
  return typeof header === 'boolean' ? header : nodeName === OLD_HEADER
}

export function isHeaderCell({ type, attrs }: ProseMirrorNode): boolean {
  return isHeader(type.name, attrs.header)
}

/** The cells at the top or at the left of a table, by their distance from where it begins. */
export type Edge = 'row' | 'column'

/** Whether the table around the selection has headers, and nothing else, along an edge. */
export function hasHeaders({ $from }: Selection, edge: Edge): boolean {
  const table = $from.depth === 0 ? null : $from.node(1)
  if (table?.type.name !== 'table') return false
  return edgeOf(table, edge).every(({ cell }) => isHeaderCell(cell))
}

/** Makes headers of the cells along an edge of the table that begins at `tableAt`, or plain cells. */
export function setHeaders(
  tr: Transaction,
  tableAt: number,
  { edge, on }: { edge: Edge; on: boolean },
): void {
  const table = tr.doc.nodeAt(tableAt)
  if (table === null) return
  for (const { cell, offset } of edgeOf(table, edge)) {
    if (isHeaderCell(cell) === on) continue
    // What a cell is by its name is not said again.
    const value = on === (cell.type.name === OLD_HEADER) ? null : on
    tr.setNodeAttribute(tableAt + offset, 'header', value)
  }
}

function edgeOf(table: ProseMirrorNode, edge: Edge): { cell: ProseMirrorNode; offset: number }[] {
  const cells: { cell: ProseMirrorNode; offset: number }[] = []
  table.forEach((row, rowOffset, rowIndex) => {
    row.forEach((cell, cellOffset, cellIndex) => {
      const isOnEdge = (edge === 'row' ? rowIndex : cellIndex) === 0
      if (isOnEdge) cells.push({ cell, offset: 1 + rowOffset + 1 + cellOffset })
    })
  })
  return cells
}
