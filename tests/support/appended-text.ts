import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'

type Stored = { snapshot: Uint8Array | null; updates: readonly Uint8Array[] }

/** The update of someone who adds a paragraph at the end of a part of a stored document. */
export function updateThatAppends(
  stored: Stored,
  { sectionId, text }: { sectionId: string; text: string },
): Uint8Array {
  const doc = new Y.Doc()
  if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot)
  for (const update of stored.updates) Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  section(doc, sectionId).push([paragraph])
  return Y.encodeStateAsUpdate(doc, before)
}
