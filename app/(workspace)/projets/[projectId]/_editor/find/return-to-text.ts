import type { PartEditors } from '../part-editors.ts'
import type { FoundAt } from './finder.ts'
import { foundPlaces } from './found-words.ts'
import { selectMatch } from './reveal-match.ts'

/** Gives the focus back to the text, where the person has gone to, with the match selected. */
export function returnToText(editors: PartEditors, at: FoundAt | null): void {
  const sectionId = at?.sectionId ?? editors.held()
  const editor = sectionId === null ? undefined : editors.get(sectionId)
  if (editor === undefined) return
  selectMatch(editor, at === null ? undefined : foundPlaces(editor.state)[at.index])
}
