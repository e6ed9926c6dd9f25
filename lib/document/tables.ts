import type { CommandProps } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import type { DOMOutputSpec, Node as ProseMirrorNode } from '@tiptap/pm/model'
import { type Edge, hasHeaders, isHeaderCell, setHeaders } from './header-cells.ts'
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
    header: {
      default: null,
      rendered: false,
      parseHTML: (element: HTMLElement): true | null => (element.tagName === 'TH' ? true : null),
    },
  }),
  renderHTML: ({ node, HTMLAttributes }: Rendered): DOMOutputSpec => [
    isHeaderCell(node) ? 'th' : 'td',
    HTMLAttributes,
    0,
  ],
}

type Rendered = { node: ProseMirrorNode; HTMLAttributes: Record<string, unknown> }
type Command = (props: CommandProps) => boolean

/** Tiptap's command, after which the headers along an edge reach over what it added. */
function keepingHeaders(edge: Edge, add: (() => Command) | undefined): () => Command {
  return () => (props) => {
    const { selection } = props.state
    const on = hasHeaders(selection, edge)
    if (add?.()(props) !== true) return false
    if (on) setHeaders(props.tr, selection.$from.before(1), { edge, on })
    return true
  }
}

export const tables = [
  Table.extend({
    addCommands() {
      const commands = this.parent?.()
      return {
        ...commands,
        addColumnBefore: keepingHeaders('row', commands?.addColumnBefore),
        addColumnAfter: keepingHeaders('row', commands?.addColumnAfter),
        addRowBefore: keepingHeaders('column', commands?.addRowBefore),
        addRowAfter: keepingHeaders('column', commands?.addRowAfter),
        toggleHeaderRow:
          () =>
          ({ tr, state: { selection } }) => {
            if (!isInTable(selection.$from)) return false
            const on = !hasHeaders(selection, 'row')
            setHeaders(tr, selection.$from.before(1), { edge: 'row', on })
            return true
          },
      }
    },
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
  TableHeader.extend(cell).extend({ parseHTML: () => [] }),
  TableCell.extend(cell).extend({ parseHTML: () => [{ tag: 'td' }, { tag: 'th' }] }),
]
