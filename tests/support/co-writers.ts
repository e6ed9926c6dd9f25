import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import * as Y from 'yjs'
import { documentExtensions } from '#lib/document/extensions.ts'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { section } from '#lib/document/schema.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import type { Block } from '#lib/domain/block.ts'

/** One person with an editor on a copy of the document; needs a DOM. */
export type CoWriter = { doc: Y.Doc; editor: Editor; blocks: () => Block[] }

const PART = 'framework'

/**
 * People with the same part before them; what one writes reaches the others by `exchange` alone.
 *
 * @param clientIds decide who comes first when two write at one place: given, a failure can be run
 * again.
 */
export function coWriters(
  count: number,
  blocks: readonly Block[],
  clientIds: readonly number[] = [],
): CoWriter[] {
  const origin = new Y.Doc()
  appendBlocks(section(origin, PART), blocks)
  const start = Y.encodeStateAsUpdate(origin)
  return Array.from({ length: count }, (_, index) => {
    const doc = new Y.Doc()
    doc.clientID = clientIds[index] ?? doc.clientID
    Y.applyUpdate(doc, start)
    return { doc, editor: editorOn(doc), blocks: () => readBlocks(section(doc, PART)) }
  })
}

/** With an undo history of its own, unless it is to have the page's. */
export function editorOn(doc: Y.Doc, undo?: Y.UndoManager): Editor {
  return new Editor({
    element: document.createElement('div'),
    extensions: [
      ...documentExtensions,
      Collaboration.configure({
        fragment: section(doc, PART),
        ...(undo ? { yUndoOptions: { undoManager: undo } } : {}),
      }),
    ],
  })
}

/** Everybody receives what the others wrote, until nobody has anything new. */
export function exchange(writers: readonly CoWriter[]): void {
  for (const from of writers) {
    for (const to of writers) {
      if (from === to) continue
      Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)))
    }
  }
}

/** Types at the end of a block, as keys would: `block` counts from 0. */
export function typeInto(writer: CoWriter, block: number, text: string): void {
  let position = 1
  writer.editor.state.doc.forEach((node, offset, index) => {
    if (index === block) position = offset + 1 + node.content.size
  })
  writer.editor.chain().setTextSelection(position).insertContent(text).run()
}

export function close(writers: readonly CoWriter[]): void {
  for (const { editor, doc } of writers) {
    editor.destroy()
    doc.destroy()
  }
}
