'use client'

import './tokens.css'
import './globals.css'
import ErrorPage from './error.tsx'

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void }

/** Stands in for the whole page, layout included, when the layout itself fails. */
export default function GlobalError(props: GlobalErrorProps) {
  return (
    <html lang="fr">
      <body>
        <title>La page n’a pas pu s’afficher — Trame</title>
        <ErrorPage {...props} />
      </body>
    </html>
  )
}
