import { Extension } from '@tiptap/core'
import type { Attrs, Node as ProseMirrorNode, ResolvedPos, Schema } from '@tiptap/pm/model'
import { Selection, type Transaction } from '@tiptap/pm/state'

type TableSize = { rows: number; columns: number; header: boolean }

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    /** Each puts a block beside the one with the caret, and replaces none: false in a table. */
    insertBlocks: {
      insertRule: () => ReturnType
      /** The caret goes to the first cell. */
      insertCells: (size: TableSize) => ReturnType
      /** Goes out of the table, to a paragraph below it: a new one when a table or rule follows. */
      writeAfterTable: () => ReturnType
    }
  }
}

export const InsertBlocks = Extension.create({
  name: 'insertBlocks',

  addCommands() {
    return {
      insertRule:
        () =>
        ({ tr, state: { schema } }) => {
          const at = insertBeside(tr, create(schema, 'horizontalRule'))
          if (at === null) return false
          tr.setSelection(Selection.near(tr.doc.resolve(at + 1)))
          return true
        },

      insertCells:
        (size) =>
        ({ tr, state: { schema } }) => {
          const at = insertBeside(tr, cells(schema, size))
          if (at === null) return false
          tr.setSelection(Selection.near(tr.doc.resolve(at)))
          return true
        },

      writeAfterTable:
        () =>
        ({ tr, state: { schema } }) => {
          const { $to } = tr.selection
          if (!isInTable($to)) return false
          const below = $to.after(1)
          if (tr.doc.nodeAt(below)?.isTextblock !== true) {
            tr.insert(below, create(schema, 'paragraph'))
          }
          tr.setSelection(Selection.near(tr.doc.resolve(below + 1))).scrollIntoView()
          return true
        },
    }
  },
})

/** Whether a position is in a cell. */
export function isInTable($pos: ResolvedPos): boolean {
  return $pos.depth > 0 && $pos.node(1).type.name === 'table'
}

/**
 * Inserts before an empty block, else after the block with the caret; something to write in always
 * follows.
 *
 * @returns where the block begins, or null in a table, which holds paragraphs alone.
 */
function insertBeside(tr: Transaction, block: ProseMirrorNode): number | null {
  const { $to } = tr.selection
  if (isInTable($to)) return null
  const at = placeBeside($to)
  tr.insert(at, block)
  const after = at + block.nodeSize
  if (after === tr.doc.content.size) tr.insert(after, create(block.type.schema, 'paragraph'))
  tr.scrollIntoView()
  return at
}

function placeBeside($pos: ResolvedPos): number {
  if ($pos.depth === 0) return $pos.pos
  return $pos.node(1).content.size === 0 ? $pos.before(1) : $pos.after(1)
}

function cells(schema: Schema, { rows, columns, header }: TableSize): ProseMirrorNode {
  const cell = (attrs: Attrs | null) =>
    schema.node('tableCell', attrs, [create(schema, 'paragraph')])
  const row = (attrs: Attrs | null) =>
    create(
      schema,
      'tableRow',
      Array.from({ length: columns }, () => cell(attrs)),
    )
  return create(
    schema,
    'table',
    Array.from({ length: rows }, (_, index) =>
      row(header && index === 0 ? { header: true } : null),
    ),
  )
}

function create(schema: Schema, name: string, content?: ProseMirrorNode[]): ProseMirrorNode {
  return schema.node(name, null, content)
}
