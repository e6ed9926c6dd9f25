import * as Y from 'yjs'

/** The document that stored rows make, without a server. */
export function documentOf(
  stored: { snapshot: Uint8Array | null; updates: readonly Uint8Array[] } | null | undefined,
): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
    for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update)
  })
  return doc
}
