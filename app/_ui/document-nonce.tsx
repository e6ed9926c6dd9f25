'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { type ReactNode, useState } from 'react'

type DocumentNonceProps = { nonce: string | undefined; children: ReactNode }

/**
 * Gives styles that components add the nonce of the document they are added to. When the page is
 * asked for again in the background, the answer has a nonce of its own, which that document refuses.
 */
export function DocumentNonce({ nonce, children }: DocumentNonceProps) {
  const [first] = useState(nonce)
  return <CSPProvider nonce={first}>{children}</CSPProvider>
}
