import * as Y from 'yjs'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { section } from '#lib/document/schema.ts'
import type { Absence } from './absence-store.ts'
import { MANY_EDITS, type Return } from './away-edits.ts'

/** The parts in which one made many edits away, and which others changed meanwhile. */
export function absencesOf(
  { base, edits, after }: Return,
  sectionIds: readonly string[],
): Absence[] {
  const doc = new Y.Doc()
  const take = (update: Uint8Array) => Y.applyUpdate(doc, update)
  base.forEach(take)
  const parts = sectionIds.map((sectionId) => {
    const part = { sectionId, changes: 0 }
    section(doc, sectionId).observeDeep(() => {
      part.changes += 1
    })
    return part
  })
  edits.forEach(take)
  const many = parts.filter(({ changes }) => changes > MANY_EDITS)
  const blocksOf = ({ sectionId }: { sectionId: string }) => readBlocks(section(doc, sectionId))
  const written = many.map((part) => ({ part, edits: part.changes, mine: blocksOf(part) }))
  take(after)
  const both = written.filter(({ part, edits: own }) => part.changes > own)
  const absences = both.map(({ part, edits: own, mine }) => {
    return { sectionId: part.sectionId, edits: own, mine, merged: blocksOf(part) }
  })
  doc.destroy()
  return absences
}
