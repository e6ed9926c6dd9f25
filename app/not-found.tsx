import type { Metadata } from 'next'
import { LinkButton } from './_ui/link-button.tsx'
import { MessagePage } from './_ui/message-page.tsx'

export const metadata: Metadata = { title: 'Page introuvable' }

export default function NotFound() {
  return (
    <MessagePage
      title="Cette page n’existe pas"
      actions={
        <LinkButton href="/" variant="primary">
          Aller à « Mes projets »
        </LinkButton>
      }
    >
      <p>
        L’adresse est incomplète, ou bien vous n’avez pas accès à ce qu’elle désigne. Si un collègue
        vous l’a donnée, demandez-lui de vous ajouter à l’équipe du projet.
      </p>
    </MessagePage>
  )
}
