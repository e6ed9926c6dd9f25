'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { OpenRoom } from '../open-room.ts'
import type { Finder, Finding } from './finder.ts'

const NOTHING: Finding = { query: '', total: 0, rank: 0, current: null }

export type FinderState =
  | { kind: 'coming' }
  | { kind: 'here'; finder: Finder }
  /** Without a connection its code may not come: opening the field again asks for it again. */
  | { kind: 'missing' }

/**
 * A finder that lives as long as the field that asks for it. The field is there at once and keeps what
 * is typed; what looks for it, most visits never need.
 */
export function useFinder(room: OpenRoom): FinderState {
  const [state, setState] = useState<FinderState>({ kind: 'coming' })
  useEffect(() => {
    let left = false
    let created: Finder | null = null
    const create = async () => {
      const { Finder: Created } = await import('./finder.ts')
      if (left) return
      created = new Created(room)
      setState({ kind: 'here', finder: created })
    }
    create().catch(() => !left && setState({ kind: 'missing' }))
    return () => {
      left = true
      created?.destroy()
      setState({ kind: 'coming' })
    }
  }, [room])
  return state
}

export function useFinding(finder: Finder | null): Finding {
  return useSyncExternalStore(finder?.subscribe ?? never, finder?.finding ?? (() => NOTHING))
}

const never = () => () => undefined
