'use client'

import { useEffect, useState } from 'react'
import type { toolsCode } from './tools-code.ts'

type ToolsCode = typeof toolsCode

/** One for all the texts of the page. */
let known: ToolsCode | null = null

/**
 * The tools, once a person has entered a text: who only reads needs none of them. Writing itself and
 * its keys never wait for them; when the connection is away they come with it.
 */
export function useToolsCode(isActive: boolean): ToolsCode | null {
  const [tools, setTools] = useState(known)
  const isMissing = tools === null
  useEffect(() => {
    if (!isMissing || !isActive) return
    let left = false
    const load = async () => {
      known = (await import('./tools-code.ts')).toolsCode
      if (!left) setTools(known)
    }
    // The next text that is entered asks again, as does the network's return.
    const tryToLoad = () => void load().catch(() => undefined)
    tryToLoad()
    window.addEventListener('online', tryToLoad)
    return () => {
      left = true
      window.removeEventListener('online', tryToLoad)
    }
  }, [isMissing, isActive])
  return tools
}
