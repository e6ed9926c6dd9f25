'use client'

import { Button } from './_ui/button.tsx'
import { MessagePage } from './_ui/message-page.tsx'
import { WayOut } from './_ui/way-out.tsx'

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <MessagePage
      title="La page n’a pas pu s’afficher"
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Réessayer
          </Button>
          <WayOut href="/">Aller à « Mes projets »</WayOut>
        </>
      }
    >
      <p>Ce qui était enregistré l’est toujours : rien n’est perdu.</p>
      {error.digest ? (
        <p>
          Si cela se reproduit, donnez ce repère à l’administration du service : {error.digest}.
        </p>
      ) : null}
    </MessagePage>
  )
}
