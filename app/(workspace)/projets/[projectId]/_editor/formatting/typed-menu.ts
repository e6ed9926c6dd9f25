import { type Editor, Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { LucideIcon } from 'lucide-react'
import type { Mention } from '#lib/domain/block.ts'

/** A sign that opens a menu where it is typed, at the start of a word. */
export type Sign = '/' | '@'

export type MenuChoice = {
  id: string
  label: string
  detail: string
  icon: LucideIcon
  /** What takes the place of the sign and the filter; without it the choice is something to do. */
  mention?: Mention
}

/** What was typed after the sign, where, and what it may become. */
export type TypedMenu = {
  sign: Sign
  query: string
  from: number
  to: number
  choices: readonly MenuChoice[]
  /** The choice that Enter takes. */
  active: number
}

export type ChooseFromMenu = (choice: MenuChoice, menu: TypedMenu) => void

/** What the signs stand for; it comes with the tools around the text. */
type MenuOffer = {
  choices: Record<Sign, (query: string) => readonly MenuChoice[]>
  /** Told what Enter takes, while the sign and what follows it are still in the text. */
  choose: ChooseFromMenu
}

/** Without an offer a menu has no choices, and a sign is a sign like any other. */
type TypedMenuStorage = { offer: MenuOffer | null }

declare module '@tiptap/core' {
  interface Storage {
    typedMenu: TypedMenuStorage
  }
}

/** Ids of the list and of its choices: one menu is open in a page at most. */
export const MENU_ID = 'menu-de-saisie'

export function choiceId(choice: MenuChoice): string {
  return `${MENU_ID}-${choice.id}`
}

const key = new PluginKey<TypedMenu | null>('typedMenu')

export function typedMenuOf(state: EditorState): TypedMenu | null {
  return key.getState(state) ?? null
}

export function closeTypedMenu(tr: Transaction): Transaction {
  return tr.setMeta(key, CLOSE)
}

/**
 * Gives an editor what its menus offer: also the one of a sign that was typed just before.
 *
 * @returns what takes the offer back.
 */
export function offerTypedMenu(editor: Editor, offer: MenuOffer): () => void {
  // Held here: an editor that is destroyed meanwhile has no storage any more.
  const { typedMenu: storage } = editor.storage
  storage.offer = offer
  const { state, view } = editor
  if (typedMenuOf(state) !== null) view.dispatch(state.tr.setMeta(key, OFFERED))
  return () => {
    storage.offer = null
  }
}

const CLOSE = 'close'
const OFFERED = 'offered'

/**
 * Opens a menu when a sign is typed. The text keeps the focus and says which choice is active, so
 * that typing filters; what a colleague writes meanwhile moves the place and closes nothing.
 */
export const typedMenu = Extension.create({
  name: 'typedMenu',
  // Before the keys of blocks: Enter and Tab are the menu's while it is open.
  priority: 1100,
  addStorage: (): TypedMenuStorage => ({ offer: null }),
  addProseMirrorPlugins() {
    // Held here: the binding still tells the view of an editor that is destroyed what came before.
    const storage: TypedMenuStorage = this.storage
    return [
      new Plugin<TypedMenu | null>({
        key,
        state: {
          init: () => null,
          apply: (tr, menu, _before, state) => next(tr, { menu, state, offer: storage.offer }),
        },
        props: {
          attributes: (state) => attributesFor(typedMenuOf(state)),
          handleKeyDown: (view, event) => onKey(view, { event, offer: storage.offer }),
          handleDOMEvents: {
            blur: (view) => {
              if (typedMenuOf(view.state)) view.dispatch(closeTypedMenu(view.state.tr))
              return false
            },
          },
        },
      }),
    ]
  },
})

type Next = { menu: TypedMenu | null; state: EditorState; offer: MenuOffer | null }

function next(tr: Transaction, { menu, state, offer }: Next): TypedMenu | null {
  const told: unknown = tr.getMeta(key)
  if (told === CLOSE) return null
  if (menu && typeof told === 'number') return { ...menu, active: told }
  if (!tr.docChanged && !tr.selectionSet && told !== OFFERED) return menu
  const typed = typedBefore(state)
  if (typed === null) return null
  const isNew = menu === null || menu.sign !== typed.sign
  if (isNew && !(typed.query === '' && isOwnTyping(tr))) return null
  const choices = offer?.choices[typed.sign](typed.query) ?? []
  const active = menu?.query === typed.query ? Math.min(menu.active, choices.length - 1) : 0
  return { ...typed, choices, active: Math.max(active, 0) }
}

function isOwnTyping(tr: Transaction): boolean {
  return tr.docChanged && !Object(tr.getMeta(ySyncPluginKey)).isChangeOrigin
}

type Typed = { sign: Sign; query: string; from: number; to: number }

/** The sign at the start of a word, and the letters between it and the caret. */
function typedBefore(state: EditorState): Typed | null {
  const { $from, empty, from: to } = state.selection
  if (!empty || !$from.parent.isTextblock) return null
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  const match = /(?:^|[\s(«\ufffc])([/@])([\p{L}\p{N}'’-]{0,30})$/u.exec(before)
  const [, sign, query] = match ?? []
  if ((sign !== '/' && sign !== '@') || query === undefined) return null
  return { sign, query, from: to - query.length - 1, to }
}

function attributesFor(menu: TypedMenu | null): Record<string, string> {
  const choice = menu?.choices[menu.active]
  if (choice === undefined) return {}
  return { 'aria-controls': MENU_ID, 'aria-activedescendant': choiceId(choice) }
}

function onKey(
  view: EditorView,
  { event, offer }: { event: KeyboardEvent; offer: MenuOffer | null },
): boolean {
  const menu = typedMenuOf(view.state)
  const choice = menu?.choices[menu.active]
  if (!menu || !choice || event.isComposing) return false
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  const count = menu.choices.length
  const moved = MOVES[event.key]?.(menu.active, count)
  if (moved !== undefined) view.dispatch(view.state.tr.setMeta(key, moved))
  else if (event.key === 'Escape') view.dispatch(closeTypedMenu(view.state.tr))
  else if (event.key === 'Enter' || event.key === 'Tab') offer?.choose(choice, menu)
  else return false
  return true
}

const MOVES: Record<string, (from: number, count: number) => number> = {
  ArrowDown: (from, count) => (from + 1) % count,
  ArrowUp: (from, count) => (from - 1 + count) % count,
}
