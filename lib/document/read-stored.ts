import * as Y from 'yjs'
import type { Project } from '#lib/domain/project.ts'
import { readProject } from './read.ts'

/** Updates applied between two turns of the event loop. */
const batch = 64

type Stored = { snapshot: Uint8Array | null; updates: readonly Uint8Array[] }

/** The plain value of a document as the log holds it, without joining its room. */
export async function readStoredProject(
  { snapshot, updates }: Stored,
  source: Parameters<typeof readProject>[1],
): Promise<Project> {
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
    return readProject(doc, source)
  } finally {
    doc.destroy()
  }
}
