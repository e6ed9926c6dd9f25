'use client'

import { useEffect, useState } from 'react'

/** Seconds still to wait before the next try; counts down to 0 by itself. */
export function usePause(): [secondsLeft: number, pause: (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [secondsLeft, setSecondsLeft] = useState(0)

  useEffect(() => {
    if (until === 0) return
    const tick = () => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      setSecondsLeft(left)
      if (left === 0) setUntil(0)
    }
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [until])

  return [secondsLeft, (seconds) => setUntil(Date.now() + seconds * 1000)]
}
