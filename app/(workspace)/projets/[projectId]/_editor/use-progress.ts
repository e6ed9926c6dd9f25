'use client'

import { useEffect, useState } from 'react'
import type { OpenRoom } from './open-room.ts'
import type { EditorPage } from './page-model.ts'

/** The document is measured at most this often while it changes. */
const MEASURE_MS = 1500

/**
 * The page with its progress kept up to date as anybody writes. The measure reads the whole
 * document, so it waits; its code is loaded by the first change.
 */
export function useProgress(room: OpenRoom | null, page: EditorPage): EditorPage {
  const [measured, setMeasured] = useState<{ of: EditorPage; page: EditorPage } | null>(null)
  useEffect(() => {
    if (room === null) return
    let timer: ReturnType<typeof setTimeout> | null = null
    let left = false
    const measure = async () => {
      const { measureProgress, withProgress } = await import('./measure-progress.ts')
      timer = null
      if (left) return
      const next = withProgress(page, measureProgress(room.doc, page))
      setMeasured((known) => (isSame(known?.page, next) ? known : { of: page, page: next }))
    }
    // Offline the code may not come: the next change asks again.
    const failed = () => {
      timer = null
    }
    const changed = () => {
      timer ??= setTimeout(() => void measure().catch(failed), MEASURE_MS)
    }
    room.doc.on('update', changed)
    return () => {
      left = true
      if (timer !== null) clearTimeout(timer)
      room.doc.off('update', changed)
    }
  }, [room, page])
  return measured?.of === page ? measured.page : page
}

function isSame(a: EditorPage | undefined, b: EditorPage): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
