import { getSchema } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { documentExtensions } from './extensions.ts'
import { parseRoot } from './parse-root.ts'
import { section } from './schema.ts'

/** A part that no editor can show as it is stored, and how many of its nodes are why. */
export type InvalidPart = { readonly sectionId: string; readonly nodes: number }

/**
 * The parts in which the editor's schema does not take something: an editor that opens such a part
 * takes it out, for everybody, or throws.
 *
 * It lets the editor's binding do so: give it a document that nobody else ever sees.
 */
export function checkParts(doc: Y.Doc): InvalidPart[] {
  const schema = getSchema(documentExtensions)
  return [...doc.share.keys()].flatMap((name) => {
    const root = parseRoot(name)
    if (root?.type !== 'section') return []
    const nodes = countInvalid(section(doc, root.sectionId), schema)
    return nodes === 0 ? [] : [{ sectionId: root.sectionId, nodes }]
  })
}

function countInvalid(part: Y.XmlFragment, schema: Schema): number {
  let takenOut = 0
  // One transaction for each node that the schema does not take.
  part.doc?.on('afterTransaction', () => {
    takenOut += 1
  })
  try {
    const { doc } = initProseMirrorDoc(part, schema)
    // An editor shows an empty paragraph where everything was deleted, and writes nothing by that.
    if (doc.childCount > 0) doc.check()
    return takenOut
  } catch {
    // What it says quotes the document.
    return takenOut + 1
  }
}
