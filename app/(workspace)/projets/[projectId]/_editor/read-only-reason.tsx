import { Callout } from '#app/_ui/callout.tsx'
import type { EditorPage } from './page-model.ts'

/** Why this person reads and cannot write, in words; nothing when they can. */
export function ReadOnlyReason({ page }: { page: EditorPage }) {
  if (page.canWrite) return null
  const { title, text } = reason(page)
  return (
    <Callout tone="info" title={title}>
      {text}
    </Callout>
  )
}

function reason({ role, status }: EditorPage): { title: string; text: string } {
  if (role === 'commenter') {
    return {
      title: 'Vous relisez ce projet',
      text: 'Votre rôle (Relecture) permet de commenter, sans modifier le texte.',
    }
  }
  if (status === 'in-review') {
    return {
      title: 'Ce projet est en relecture',
      text: 'La rédaction est suspendue, les commentaires sont ouverts.',
    }
  }
  return {
    title: status === 'archived' ? 'Ce projet est archivé' : 'Ce projet est validé',
    text: 'Le texte est figé\u00A0: vous pouvez le lire, sans le modifier.',
  }
}
