'use client'

import { useEffect, useState } from 'react'

/** The time, to the second while somebody looks at it. */
export function useNow(isWatched: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!isWatched) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isWatched])
  return now
}
