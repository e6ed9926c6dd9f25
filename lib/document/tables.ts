import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'

const columnWidth = {
  default: null,
  parseHTML: (element: HTMLElement): number[] | null => {
    const widths = (element.getAttribute('colwidth') ?? '').split(',').map(Number)
    return widths.every((width) => Number.isInteger(width) && width > 0) ? widths : null
  },
}

const span = { default: 1 }

/** Cells hold paragraphs alone: no table within a table, no rule. */
const cell = {
  content: 'paragraph+',
  addAttributes: () => ({ colspan: span, rowspan: span, colwidth: columnWidth }),
}

export const tables = [
  Table.configure({ resizable: false }),
  TableRow,
  TableHeader.extend(cell),
  TableCell.extend(cell),
]
