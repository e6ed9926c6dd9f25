import * as Y from 'yjs'
import type { Range } from './decoded-update.ts'

/** True when everything in the ranges is deleted already. The document has all of them. */
export function areDeleted(doc: Y.Doc, ranges: readonly Range[]): boolean {
  return ranges.every((range) => isDeleted(doc, range))
}

function isDeleted(doc: Y.Doc, { client, clock, length }: Range): boolean {
  const structs = doc.store.clients.get(client)
  if (structs === undefined) return false
  let index = Y.findIndexSS(structs, clock)
  for (let struct = structs[index]; struct !== undefined; struct = structs[++index]) {
    if (struct.id.clock >= clock + length) return true
    if (!struct.deleted) return false
  }
  return true
}
