import { LinkButton } from '#app/_ui/link-button.tsx'
import { MessagePage } from '#app/_ui/message-page.tsx'

/** Why a member who only reads publications does not see the working version. */
export function NotForReaders() {
  return (
    <MessagePage
      title="Ce texte est encore en cours de rédaction"
      actions={
        <LinkButton href="/" variant="primary">
          Retour à mes projets
        </LinkButton>
      }
    >
      <p>
        Votre rôle (Lecture) donne accès aux versions publiées du projet, pas au texte que l’équipe
        est en train d’écrire.
      </p>
      <p>
        Pour relire ou rédiger, demandez à la direction ou à la coordination de l’AP de changer
        votre rôle.
      </p>
    </MessagePage>
  )
}
