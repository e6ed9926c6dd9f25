import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { documentExtensions } from '#lib/document/extensions.ts'
import { section } from '#lib/document/schema.ts'
import { accessibleText } from './accessible-text.ts'
import { carets } from './carets.ts'
import { foundWords } from './find/found-words.ts'
import { typedMenu } from './formatting/typed-menu.ts'
import { leaveWithTab } from './leave-with-tab.ts'
import type { OpenRoom } from './open-room.ts'
import { passToNeighbour } from './pass-to-neighbour.ts'
import { undoOfOneEditor } from './shared-undo.ts'
import { taskClicks } from './task-clicks.ts'
import { FrenchHelp } from './typing/french-help.ts'
import { frenchTyping } from './typing/french-typing.ts'

type SectionEditorOptions = {
  element: HTMLElement
  room: OpenRoom
  sectionId: string
  /** The part's title, which names the editor. */
  label: string
  /** Whether it starts open to writing. */
  editable: boolean
  onFocus: () => void
}

/** Space kept around the caret when it is scrolled into view: the bars must not cover it. */
const CARET_MARGIN = { top: 136, bottom: 112, left: 0, right: 0 }

/**
 * The editor of one part, bound to its fragment.
 *
 * Tiptap's own style sheet is left out: it would need the page's nonce; ours holds what it says.
 */
export function createSectionEditor(options: SectionEditorOptions): Editor {
  const { room, sectionId } = options
  return new Editor({
    element: options.element,
    editable: options.editable,
    injectCSS: false,
    extensions: [
      ...documentExtensions,
      Collaboration.configure({
        fragment: section(room.doc, sectionId),
        yUndoOptions: { undoManager: undoOfOneEditor(room.undo) },
      }),
      carets(room.awareness, sectionId),
      accessibleText(options.label),
      leaveWithTab,
      typedMenu,
      passToNeighbour(room.editors, sectionId),
      foundWords,
      taskClicks,
      frenchTyping({ help: new FrenchHelp(room.presence.selfId), undo: room.undo }),
    ],
    editorProps: {
      // Tiptap calls every editor a text box; `accessibleText` does so only for who may write.
      attributes: { role: '' },
      scrollMargin: CARET_MARGIN,
      scrollThreshold: CARET_MARGIN,
    },
    onFocus: () => {
      // Two parts written within half a second are two things to undo.
      room.undo.stopCapturing()
      room.presence.enter(sectionId)
      room.editors.hold(sectionId)
      options.onFocus()
    },
  })
}
