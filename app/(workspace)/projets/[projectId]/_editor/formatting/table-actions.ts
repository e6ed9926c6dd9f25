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
import { hasHeaders } from '#lib/document/header-cells.ts'
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
      isOn: ({ state }) => hasHeaders(state.selection, 'row'),
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
