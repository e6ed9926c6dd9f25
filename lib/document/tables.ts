import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { isInTable } from './insert-blocks.ts'

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
  Table.extend({
    addKeyboardShortcuts() {
      return {
        ...this.parent?.(),
        // In the first cell too: Tab and Shift+Tab never leave the editor by themselves.
        'Shift-Tab': () =>
          isInTable(this.editor.state.selection.$from) &&
          (this.editor.commands.goToPreviousCell() || true),
      }
    },
  }).configure({ resizable: false }),
  TableRow,
  TableHeader.extend(cell),
  TableCell.extend(cell),
]
