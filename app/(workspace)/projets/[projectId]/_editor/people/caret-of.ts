import * as Y from 'yjs'
import type { OpenRoom } from '../open-room.ts'
import { readPeerState } from '../presence.ts'
import { positionInEditor } from '../undo-place.ts'

/** The element of the text in which a person's caret is, when their part has its editor here. */
export function caretOf(room: OpenRoom, personId: string, sectionId: string): Element | null {
  const editor = room.editors.get(sectionId)
  if (editor === undefined) return null
  for (const state of room.awareness.getStates().values()) {
    const peer = readPeerState(state)
    if (peer?.id !== personId || peer.cursor === null) continue
    const head = Y.createRelativePositionFromJSON(peer.cursor.head)
    const position = positionInEditor(editor, head)
    if (position === null) continue
    const { node } = editor.view.domAtPos(position)
    return node instanceof Element ? node : node.parentElement
  }
  return null
}
