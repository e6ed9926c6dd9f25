'use client'

import type { Editor } from '@tiptap/core'
import { useCallback, useEffect } from 'react'
import type * as Y from 'yjs'
import { type DialogName, perform } from './format-action.ts'
import { mentionChoices } from './mention-choices.ts'
import { useMentionablePeople } from './mentionable-people.tsx'
import { slashAction, slashChoices } from './slash-choices.ts'
import {
  type ChooseFromMenu,
  type MenuChoice,
  offerTypedMenu,
  type TypedMenu,
} from './typed-menu.ts'

type TypedMenuOptions = { doc: Y.Doc; onOpen: (dialog: DialogName) => void }

/**
 * Gives the editor what its menus offer, and what a choice does in the place of its sign and filter;
 * the editor's own keys do it too.
 */
export function useTypedMenu(editor: Editor, { doc, onOpen }: TypedMenuOptions): ChooseFromMenu {
  const people = useMentionablePeople()
  const choose = useCallback(
    ({ id, mention }: MenuChoice, { from, to }: TypedMenu) => {
      if (mention) {
        const { type, ...attrs } = mention
        const content = [
          { type, attrs },
          { type: 'text', text: ' ' },
        ]
        editor.chain().focus().insertContentAt({ from, to }, content).run()
        return
      }
      const action = slashAction(id)
      if (!action) return
      editor.chain().focus().deleteRange({ from, to }).run()
      perform(action, { editor, onOpen })
    },
    [editor, onOpen],
  )
  useEffect(() => {
    if (editor.isDestroyed) return
    const mentions = (query: string) => mentionChoices(doc, { people, query })
    const choices = { '/': (query: string) => slashChoices(editor, query), '@': mentions }
    return offerTypedMenu(editor, { choices, choose })
  }, [editor, doc, choose, people])
  return choose
}
