import { isDeepStrictEqual } from 'node:util'
import * as Y from 'yjs'
import { contentOf } from './document-content.ts'

/** Whether two documents know the same of every client, and say the same. */
export function isSameDocument(left: Y.Doc, right: Y.Doc): boolean {
  const vectors = [left, right].map((doc) => Y.decodeStateVector(Y.encodeStateVector(doc)))
  return (
    isDeepStrictEqual(vectors[0], vectors[1]) &&
    isDeepStrictEqual(contentOf(left), contentOf(right))
  )
}
