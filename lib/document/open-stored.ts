import * as Y from 'yjs'

/** Updates applied between two turns of the event loop. */
const batch = 64

/** A document as the log holds it. */
export type StoredRows = { snapshot: Uint8Array | null; updates: readonly Uint8Array[] }

/**
 * Calls `use` with a document of its own made of stored rows, which nobody else ever sees, and ends
 * it. What `use` writes is its own affair.
 */
export async function openStored<Value>(
  { snapshot, updates }: StoredRows,
  use: (doc: Y.Doc) => Value,
): Promise<Value> {
  const doc = new Y.Doc()
  try {
    if (snapshot !== null) Y.applyUpdate(doc, snapshot)
    for (let first = 0; first < updates.length; first += batch) {
      // Reading a long log must not hold up those who are writing.
      if (first > 0) await new Promise((resume) => setTimeout(resume, 0))
      doc.transact(() => {
        for (const update of updates.slice(first, first + batch)) Y.applyUpdate(doc, update)
      })
    }
    return use(doc)
  } finally {
    doc.destroy()
  }
}
