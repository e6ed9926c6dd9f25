import type { ReactNode } from 'react'
import { buttonClass } from './button.tsx'

/**
 * A way out of a page that failed: a plain link, which loads the next page anew. Each error page is
 * a bundle of its own that every page brings, so the router's link would weigh once for each.
 */
export function WayOut({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={buttonClass({})} href={href}>
      {children}
    </a>
  )
}
