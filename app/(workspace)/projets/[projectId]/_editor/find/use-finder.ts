'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { OpenRoom } from '../open-room.ts'
import { Finder, type Finding } from './finder.ts'

const NOTHING: Finding = { query: '', total: 0, rank: 0, current: null }

/** A finder that lives as long as the field that asks for it. */
export function useFinder(room: OpenRoom): Finder | null {
  const [finder, setFinder] = useState<Finder | null>(null)
  useEffect(() => {
    const created = new Finder(room)
    setFinder(created)
    return () => {
      setFinder(null)
      created.destroy()
    }
  }, [room])
  return finder
}

export function useFinding(finder: Finder | null): Finding {
  return useSyncExternalStore(finder?.subscribe ?? never, finder?.finding ?? (() => NOTHING))
}

const never = () => () => undefined
