import type { Editor } from '@tiptap/core'
import { Pilcrow } from 'lucide-react'
import { searchable } from '#lib/i18n/format.ts'
import type { FormatAction } from './format-action.ts'
import { toolbarActions } from './format-actions.ts'
import type { MenuChoice } from './typed-menu.ts'

type SlashChoice = MenuChoice & {
  action: FormatAction
  /** Other words by which people look for it. */
  words: string
}

const plain: FormatAction = {
  ...{ id: 'plain', label: 'Texte courant', icon: Pilcrow },
  run: (chain) => chain.setKind(null),
}

const actions = new Map([plain, ...toolbarActions.flat()].map((action) => [action.id, action]))

const choices: readonly SlashChoice[] = [
  choice('plain', 'Un paragraphe', 'normal paragraphe'),
  choice('h3', 'Le titre d’un passage', 'titre h3 sous-partie'),
  choice('h4', 'Le titre d’un passage plus court', 'sous-titre titre h4'),
  choice('bullet', 'Des points sans ordre', 'puces points tirets énumération'),
  choice('ordered', 'Des points dans l’ordre', 'numéros ordre étapes 1'),
  choice('task', 'Des cases à cocher', 'tâches cases cocher à faire todo'),
  choice('quote', 'Les mots de quelqu’un', 'extrait bloc'),
  choice('table', 'Des lignes et des colonnes', 'grille colonnes lignes cellules'),
  choice('rule', 'Une ligne entre deux passages', 'ligne trait séparateur séparation'),
  choice('link', 'L’adresse d’une page', 'url adresse hyperlien site'),
]

/** What the slash menu offers here: every word that was typed begins a word of a choice. */
export function slashChoices(editor: Editor, query: string): readonly SlashChoice[] {
  const typed = searchable(query)
  return choices.filter(({ action, label, words }) => {
    if (action.blockedBy?.(editor)) return false
    return searchable(`${label} ${words}`)
      .split(/[\s'-]+/)
      .some((word) => word.startsWith(typed))
  })
}

export function slashAction(id: string): FormatAction | undefined {
  return choices.find((found) => found.id === id)?.action
}

function choice(id: string, detail: string, words: string): SlashChoice {
  const action = actions.get(id) ?? plain
  return { id, label: action.label, detail, icon: action.icon, action, words }
}
