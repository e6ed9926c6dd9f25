import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import {
  ArrowDownFromLine,
  ArrowLeftFromLine,
  ArrowRightFromLine,
  ArrowUpFromLine,
  CornerDownLeft,
  FoldHorizontal,
  FoldVertical,
  PanelTop,
  Trash2,
} from 'lucide-react'
import { isInTable } from '#lib/document/insert-blocks.ts'
import type { FormatGroups } from './format-action.ts'

/** Deleting the last row or column deletes the table: an empty one cannot be. */
export const tableActions: FormatGroups = [
  [
    {
      ...{ id: 'row-before', label: 'Ajouter une ligne au-dessus', icon: ArrowUpFromLine },
      run: (chain) => chain.addRowBefore(),
    },
    {
      ...{ id: 'row-after', label: 'Ajouter une ligne au-dessous', icon: ArrowDownFromLine },
      run: (chain) => chain.addRowAfter(),
    },
    {
      ...{ id: 'row-delete', label: 'Supprimer la ligne', icon: FoldVertical },
      run: (chain) =>
        chain.command(({ commands }) => commands.deleteRow() || commands.deleteTable()),
    },
  ],
  [
    {
      ...{ id: 'column-before', label: 'Ajouter une colonne à gauche', icon: ArrowLeftFromLine },
      run: (chain) => chain.addColumnBefore(),
    },
    {
      ...{ id: 'column-after', label: 'Ajouter une colonne à droite', icon: ArrowRightFromLine },
      run: (chain) => chain.addColumnAfter(),
    },
    {
      ...{ id: 'column-delete', label: 'Supprimer la colonne', icon: FoldHorizontal },
      run: (chain) =>
        chain.command(({ commands }) => commands.deleteColumn() || commands.deleteTable()),
    },
  ],
  [
    {
      ...{ id: 'header', label: 'Ligne d’en-tête', icon: PanelTop },
      run: (chain) => chain.toggleHeaderRow(),
      isOn: hasHeaderRow,
    },
    {
      ...{ id: 'below', label: 'Écrire après le tableau', icon: CornerDownLeft },
      run: (chain) => chain.writeAfterTable(),
    },
    {
      ...{ id: 'delete', label: 'Supprimer le tableau', icon: Trash2 },
      run: (chain) => chain.deleteTable(),
    },
  ],
]

function hasHeaderRow({ state }: { state: EditorState }): boolean {
  const { $from } = state.selection
  if (!isInTable($from)) return false
  const firstRow = $from.node(1).firstChild
  return firstRow !== null && isAllHeaders(firstRow)
}

function isAllHeaders(row: ProseMirrorNode): boolean {
  let all = true
  row.forEach((cell) => {
    if (cell.type.name !== 'tableHeader') all = false
  })
  return all
}
