import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { FoundPlace } from './found-words.ts'

/** Brings a match into the middle of the window; the focus stays where it is. */
export function revealMatch({ view }: Editor, place: FoundPlace | undefined): void {
  if (place === undefined) return
  const { node } = view.domAtPos(place.from)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
}

/** Selects a match, for who goes on writing there. */
export function selectMatch({ view }: Editor, place: FoundPlace | undefined): void {
  if (place !== undefined) {
    const { tr, doc } = view.state
    view.dispatch(tr.setSelection(TextSelection.create(doc, place.from, place.to)))
  }
  view.focus()
}
