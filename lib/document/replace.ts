import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { findInPieces, type Match, type Piece } from './find.ts'

type Replacement = {
  query: string
  /** What comes in the place of the words that are found. */
  by: string
  /** Which one of those of the part, from 0; all of them when it is not said. */
  only?: number
}

/**
 * Replaces words in a part, whether an editor shows it or not, as an edit of this person that the
 * undo history takes. Only what is found is touched: the rest of its paragraph stays as it is, for
 * whoever is writing there, and the new words take the look of the first letter that they replace.
 *
 * @returns how many were replaced: the name of a person or record in a sentence is found, not changed.
 */
export function replaceInPart(fragment: Y.XmlFragment, { query, by, only }: Replacement): number {
  let index = 0
  let replaced = 0
  const replace = () => {
    for (const paragraph of paragraphsOf(fragment)) {
      const matches = findInPieces(piecesOf(paragraph), query)
      const chosen = matches.filter((_, at) => only === undefined || index + at === only)
      index += matches.length
      // From the last to the first: places before a change stay right.
      for (const match of chosen.reverse()) replaced += replaceMatch(paragraph, match, by)
    }
  }
  fragment.doc?.transact(replace, ySyncPluginKey)
  return replaced
}

function paragraphsOf(parent: Y.XmlFragment): Y.XmlElement[] {
  return parent.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return []
    return child.nodeName === 'paragraph' ? [child] : paragraphsOf(child)
  })
}

function piecesOf(paragraph: Y.XmlElement): Piece[] {
  return paragraph.toArray().map((child) => {
    if (child instanceof Y.XmlText) return { text: textOf(child), isAtom: false }
    const label = child instanceof Y.XmlElement ? child.getAttribute('label') : undefined
    return { text: label ?? '\n', isAtom: true }
  })
}

function textOf(content: Y.XmlText): string {
  const delta: { insert?: unknown }[] = content.toDelta()
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
}

/** @returns 1, or 0 where the match is not text of one piece. */
function replaceMatch(paragraph: Y.XmlElement, { from, to, isText }: Match, by: string): 0 | 1 {
  if (!isText) return 0
  let start = 0
  for (const child of paragraph.toArray()) {
    const end = start + (child instanceof Y.XmlText ? child.length : 1)
    if (from >= start && to <= end && child instanceof Y.XmlText) {
      // Behind the first letter: it gives its marks. A character of two units is not cut.
      const first = /^./u.exec(textOf(child).slice(from - start, to - start))?.[0].length ?? 1
      if (by !== '') child.insert(from - start + first, by)
      child.delete(from - start + first + by.length, to - from - first)
      child.delete(from - start, first)
      return 1
    }
    start = end
  }
  return 0
}
