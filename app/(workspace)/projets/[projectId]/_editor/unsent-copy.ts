import { toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { section } from '#lib/document/schema.ts'
import { blockText } from '#lib/domain/block.ts'
import { type EditorPage, partsOf } from './page-model.ts'

/** A document set aside: its text for a person to read, and all of it for Trame to take back. */
export type UnsentCopy = {
  format: 'trame-copy'
  formatVersion: 1
  project: { id: string; title: string; epoch: number; schemaVersion: number }
  /** ISO 8601, UTC. */
  savedAt: string
  /** `text` has one entry per block. */
  parts: { number: number; title: string; text: string[] }[]
  /** The whole state of the Y.Doc as one update, in base64. */
  update: string
}

export function unsentCopy(page: EditorPage, doc: Y.Doc, savedAt: Date): UnsentCopy {
  const { id, title, epoch, schemaVersion } = page
  return {
    format: 'trame-copy',
    formatVersion: 1,
    project: { id, title, epoch, schemaVersion },
    savedAt: savedAt.toISOString(),
    parts: partsOf(page).map((part) => ({
      number: part.number,
      title: part.title,
      text: readBlocks(section(doc, part.id)).map(blockText),
    })),
    update: toBase64(Y.encodeStateAsUpdate(doc)),
  }
}
