import type { Editor, JSONContent } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { placeCaret } from '../place-caret.ts'

/** Words, and what stood on each side of them. */
export type Words = { text: string; before: string; after: string }

/** Shorter words on one side alone are found in too many places. */
const MIN_CONTEXT = 12

type Spot = { position: number; isInline: boolean }

/** Puts words back into a part, as an edit like any other: where they stood, or at its head. */
export function putBack(editor: Editor, words: Words): void {
  const { position, isInline } = spotFor(editor.state.doc, words)
  const content = isInline ? { type: 'text', text: words.text } : paragraphs(words.text)
  editor.chain().insertContentAt(position, content).run()
  placeCaret(editor, { position: position + words.text.length + 1 })
}

function paragraphs(text: string): JSONContent[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }))
}

/** Between the same words; else after or before the block that has those of one side. */
function spotFor(doc: Node, { text, before, after }: Words): Spot {
  const around = before + after
  if (before !== '' && after !== '' && !text.includes('\n')) {
    const found = find(doc, around)
    if (found) return { position: found.start + found.index + before.length, isInline: true }
  }
  const previous = before.length >= MIN_CONTEXT ? find(doc, before) : null
  if (previous) return { position: previous.start - 1 + previous.size, isInline: false }
  const next = after.length >= MIN_CONTEXT ? find(doc, after) : null
  return { position: next ? next.start - 1 : 0, isInline: false }
}

/** The first block of text that has these words: where its text starts, its size, and theirs. */
function find(doc: Node, words: string): { start: number; size: number; index: number } | null {
  let found: { start: number; size: number; index: number } | null = null
  doc.descendants((node, position) => {
    if (found !== null || !node.isTextblock) return found === null
    // One character for what is no text keeps places and characters equal.
    const index = node.textBetween(0, node.content.size, undefined, '\uFFFC').indexOf(words)
    if (index >= 0) found = { start: position + 1, size: node.nodeSize, index }
    return false
  })
  return found
}
