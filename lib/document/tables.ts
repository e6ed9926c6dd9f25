import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { isInTable } from './insert-blocks.ts'

const columnWidth = {
  default: null,
  parseHTML: (element: HTMLElement): number[] | null => {
    const widths = (element.getAttribute('colwidth') ?? '').split(',').map(Number)
    const areWidths = widths.every((width) => Number.isInteger(width) && width > 0 && width <= 5000)
    return areWidths && widths.length <= 50 ? widths : null
  },
}

/** Within what the server takes: pasted HTML may claim any span. */
function span(name: 'colspan' | 'rowspan', max: number) {
  return {
    default: 1,
    parseHTML: (element: HTMLElement): number => {
      const value = Number(element.getAttribute(name) ?? 1)
      return Number.isInteger(value) ? Math.min(Math.max(value, 1), max) : 1
    },
  }
}

/** Cells hold paragraphs alone: no table within a table, no rule. */
const cell = {
  content: 'paragraph+',
  addAttributes: () => ({
    colspan: span('colspan', 50),
    rowspan: span('rowspan', 500),
    colwidth: columnWidth,
  }),
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
