import type { Editor } from '@tiptap/core'
import {
  Bold,
  Heading1,
  Heading2,
  IndentDecrease,
  IndentIncrease,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Pilcrow,
  Quote,
  Redo2,
  Strikethrough,
  Subscript,
  Superscript,
  Table,
  Underline,
  Undo2,
} from 'lucide-react'
import type { BlockKind } from '#lib/domain/block.ts'
import type { FormatAction, FormatGroups } from './format-action.ts'

const h3 = kind('h3', { label: 'Intertitre', icon: Heading1, keys: 'Control+Alt+3' })
const h4 = kind('h4', { label: 'Sous-intertitre', icon: Heading2, keys: 'Control+Alt+4' })
const bullet = kind('bullet', { label: 'Liste à puces', icon: List, keys: 'Control+Shift+8' })
const ordered = kind('ordered', {
  label: 'Liste numérotée',
  icon: ListOrdered,
  keys: 'Control+Shift+7',
})
const task = kind('task', { label: 'Liste de tâches', icon: ListChecks, keys: 'Control+Shift+9' })
const quote = kind('quote', { label: 'Citation', icon: Quote, keys: 'Control+Shift+B' })

const bold = mark('bold', { label: 'Gras', icon: Bold, keys: 'Control+B' })
const italic = mark('italic', { label: 'Italique', icon: Italic, keys: 'Control+I' })

const link: FormatAction = {
  id: 'link',
  label: 'Lien',
  icon: Link,
  keys: 'Control+K',
  isOn: (editor) => editor.isActive('link'),
  opens: 'link',
}

const table: FormatAction = {
  id: 'table',
  label: 'Tableau',
  icon: Table,
  blockedBy: (editor) => (editor.isActive('table') ? 'Pas de tableau dans un tableau' : null),
  opens: 'table',
}

const rule: FormatAction = {
  id: 'rule',
  label: 'Filet',
  icon: Minus,
  blockedBy: (editor) => (editor.isActive('table') ? 'Pas de filet dans un tableau' : null),
  run: (chain) => chain.insertRule(),
}

/** All that a part may hold, as the bar shows it. */
export const toolbarActions: FormatGroups = [
  [h3, h4],
  [
    bold,
    italic,
    mark('underline', { label: 'Souligné', icon: Underline, keys: 'Control+U' }),
    mark('strike', { label: 'Barré', icon: Strikethrough, keys: 'Control+Shift+S' }),
    script('superscript', { label: 'Exposant', icon: Superscript, keys: 'Control+.' }),
    script('subscript', { label: 'Indice', icon: Subscript, keys: 'Control+,' }),
  ],
  [bullet, ordered, task, quote],
  [
    {
      ...{ id: 'outdent', label: 'Diminuer le retrait', icon: IndentDecrease, keys: 'Shift+Tab' },
      run: (chain) => chain.outdent(),
    },
    {
      ...{ id: 'indent', label: 'Augmenter le retrait', icon: IndentIncrease, keys: 'Tab' },
      run: (chain) => chain.indent(),
    },
  ],
  [link, table, rule],
  [
    {
      ...{ id: 'undo', label: 'Défaire', icon: Undo2, keys: 'Control+Z' },
      run: (chain) => chain.undo(),
    },
    {
      ...{ id: 'redo', label: 'Rétablir', icon: Redo2, keys: 'Control+Y' },
      run: (chain) => chain.redo(),
    },
  ],
  [
    {
      ...{ id: 'french', label: 'Typographie française à la frappe', icon: Pilcrow },
      isOn: (editor) => editor.storage.frenchTyping.help.isOn,
      run: (chain) => chain.toggleFrenchTyping(),
    },
  ],
]

/** What one most often does with words that were just selected. */
export const bubbleActions: FormatGroups = [[bold, italic, bullet, link]]

type Look = { label: string; icon: LucideIcon; keys: string }

function kind(id: BlockKind, look: Look): FormatAction {
  return {
    ...{ id, ...look },
    run: (chain) => chain.toggleKind(id),
    isOn: (editor) => editor.isActive('paragraph', { kind: id }),
  }
}

function mark(id: 'bold' | 'italic' | 'underline' | 'strike', look: Look): FormatAction {
  return {
    ...{ id, ...look },
    run: (chain) => chain.toggleMark(id),
    isOn: (editor: Editor) => editor.isActive(id),
  }
}

/** Above and below at once is nothing that one can read. */
function script(id: 'superscript' | 'subscript', look: Look): FormatAction {
  const other = id === 'superscript' ? 'subscript' : 'superscript'
  return {
    ...{ id, ...look },
    run: (chain) => chain.unsetMark(other).toggleMark(id),
    isOn: (editor) => editor.isActive(id),
  }
}
