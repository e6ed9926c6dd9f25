'use client'

import { type Editor, posToDOMRect } from '@tiptap/core'
import { useEffect, useRef } from 'react'
import type * as Y from 'yjs'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import { count } from '#lib/i18n/format.ts'
import { Floating } from './floating.tsx'
import type { DialogName } from './format-action.ts'
import {
  type ChooseFromMenu,
  choiceId,
  MENU_ID,
  type Sign,
  type TypedMenu,
  typedMenuOf,
} from './typed-menu.ts'
import styles from './typed-menu-list.module.css'
import { useEditorValue } from './use-editor-value.ts'
import { useTypedMenu } from './use-typed-menu.ts'

type TypedMenuListProps = {
  editor: Editor
  doc: Y.Doc
  onOpen: (dialog: DialogName) => void
}

/** The choices under the caret. The text keeps the focus; a press takes a choice as Enter does. */
export function TypedMenuList({ editor, doc, onOpen }: TypedMenuListProps) {
  const choose = useTypedMenu(editor, { doc, onOpen })
  const menu = useEditorValue(editor, ({ state }) => typedMenuOf(state))
  const isOpen = menu !== null && menu.choices.length > 0
  return (
    <>
      <VisuallyHidden>
        <span role="status">{isOpen ? announced(menu.choices.length) : ''}</span>
      </VisuallyHidden>
      {isOpen ? (
        <Floating
          editor={editor}
          anchor={() => caretRect(editor)}
          at={`${menu.from}-${menu.choices.length}`}
          placement="bottom-start"
        >
          <List menu={menu} onChoose={choose} />
        </Floating>
      ) : null}
    </>
  )
}

type ListProps = { menu: TypedMenu; onChoose: ChooseFromMenu }

function List({ menu, onChoose }: ListProps) {
  const label = LABELS[menu.sign]
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is active moves into view.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [menu.active])
  return (
    <div className={styles.menu}>
      <div className={styles.caption} aria-hidden="true">
        {label}
      </div>
      <div ref={list} id={MENU_ID} className={styles.list} role="listbox" aria-label={label}>
        {menu.choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's, which has the focus.
          <div
            key={choice.id}
            id={choiceId(choice)}
            className={styles.choice}
            role="option"
            tabIndex={-1}
            aria-selected={index === menu.active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(choice, menu)}
          >
            <choice.icon size={18} strokeWidth={1.75} aria-hidden />
            <span>
              {choice.label}
              <small className={styles.detail}>{choice.detail}</small>
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}

const LABELS: Record<Sign, string> = { '/': 'Insérer', '@': 'Mentionner' }

function announced(choices: number): string {
  return `${count(choices, 'proposition', 'propositions')}. Flèches pour choisir, Entrée pour valider, Échap pour fermer.`
}

function caretRect(editor: Editor): DOMRect {
  const from = typedMenuOf(editor.state)?.from ?? editor.state.selection.from
  return posToDOMRect(editor.view, from, from)
}
