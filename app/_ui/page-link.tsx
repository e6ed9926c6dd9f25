'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps, MouseEvent } from 'react'

/**
 * A link to another page of ours, which the router follows. Without next/link, which also fetches
 * pages ahead, and would weigh 4 kB on the editor's page.
 */
export function PageLink({ href, ...rest }: ComponentProps<'a'> & { href: string }) {
  const router = useRouter()
  const follow = (event: MouseEvent) => {
    // A new tab or window is the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return
    }
    event.preventDefault()
    router.push(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}
