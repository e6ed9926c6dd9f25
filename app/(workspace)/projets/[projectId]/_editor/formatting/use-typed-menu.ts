'use client'

import type { Editor } from '@tiptap/core'
import { useCallback, useEffect } from 'react'
import { type DialogName, perform } from './format-action.ts'
import { useMentionablePeople } from './mentionable-people.tsx'
import { slashAction } from './slash-choices.ts'
import type { ChooseFromMenu, MenuChoice, TypedMenu } from './typed-menu.ts'

/** What a choice does, in the place of its sign and filter; the editor's own keys do it too. */
export function useTypedMenu(
  editor: Editor | null,
  onOpen: (dialog: DialogName) => void,
): ChooseFromMenu {
  const people = useMentionablePeople()
  const choose = useCallback(
    ({ id, mention }: MenuChoice, { from, to }: TypedMenu) => {
      if (!editor) return
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
    if (!editor || editor.isDestroyed) return
    // Held here: an editor that is destroyed meanwhile has no storage any more.
    const { typedMenu } = editor.storage
    typedMenu.choose = choose
    typedMenu.people = people
    return () => {
      typedMenu.choose = null
    }
  }, [editor, choose, people])
  return choose
}
