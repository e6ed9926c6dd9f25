import * as Y from 'yjs'

/**
 * A short text that two documents share only when both have the same insertions and deletions: a page
 * that came with the mark of the state it shows knows whether the document says the same, without the
 * code that reads it. FNV-1a over Yjs' snapshot, which lists clients in one order everywhere.
 */
export function stateMark(doc: Y.Doc): string {
  const bytes = Y.encodeSnapshot(Y.snapshot(doc))
  return `${bytes.length}.${hash(bytes, 0x811c9dc5)}.${hash(bytes, 0x9747b28c)}`
}

function hash(bytes: Uint8Array, seed: number): string {
  let value = seed
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193)
  return (value >>> 0).toString(36)
}
