'use client'

import { useEffect } from 'react'
import type * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import type { OpenRoom } from './open-room.ts'
import type { PagePart } from './page-model.ts'
import { partAnchor } from './part-words.ts'

type Undone = { changedParentTypes: Map<unknown, unknown> }

/** Undo takes back the last change wherever it was: the person is brought to that part. */
export function useFollowUndo(room: OpenRoom | null, parts: readonly PagePart[]): void {
  useEffect(() => {
    if (room === null) return
    const undo: Y.UndoManager = room.undo
    const follow = ({ changedParentTypes }: Undone) => {
      const part = parts.find(({ id }) => changedParentTypes.has(section(room.doc, id)))
      if (part === undefined) return
      const text = document.querySelector<HTMLElement>(
        `#${partAnchor(part.number)} [contenteditable]`,
      )
      if (text === null || text.contains(document.activeElement)) return
      text.focus()
      text.scrollIntoView({ block: 'nearest' })
    }
    undo.on('stack-item-popped', follow)
    return () => undo.off('stack-item-popped', follow)
  }, [room, parts])
}
