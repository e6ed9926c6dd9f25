'use client'

import { Button } from '#app/_ui/button.tsx'
import { MessagePage } from '#app/_ui/message-page.tsx'
import { WayOut } from '#app/_ui/way-out.tsx'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function ProjectFailed({ error, reset }: Props) {
  return (
    <MessagePage
      title="Le projet n’a pas pu s’ouvrir"
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Réessayer
          </Button>
          <WayOut href="/">Retour à mes projets</WayOut>
        </>
      }
    >
      <p>Tout ce qui était marqué « Enregistré » est conservé.</p>
      {error.digest ? <p>Repère pour l’administration du service : {error.digest}</p> : null}
    </MessagePage>
  )
}
