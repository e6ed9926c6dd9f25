'use client'

import { useEffect, useState } from 'react'
import { onDemand } from '../bar/on-demand.tsx'
import type { EditorPage } from '../page-model.ts'
import type { AsideCopyProps } from './aside-copy.tsx'
import type { SetAside } from './device-database.ts'

const AsideCopy = onDemand<AsideCopyProps>(async () => (await import('./aside-copy.tsx')).AsideCopy)

/** What an earlier window could not send, until the person has taken it. */
export function SetAsideNotice({ page }: { page: EditorPage }) {
  const [aside, setAside] = useState<readonly SetAside[]>([])
  useEffect(() => {
    if (page.sharedComputer) return
    let left = false
    const look = async () => {
      const { roomCode } = await import('../room-code.ts')
      const found = await roomCode.asideCopies(page)
      if (!left) setAside(found)
    }
    // Nothing is set aside where the browser keeps nothing.
    look().catch(() => setAside([]))
    return () => {
      left = true
    }
  }, [page])
  return aside.map((copy) => <AsideCopy key={copy.id} page={page} copy={copy} />)
}
