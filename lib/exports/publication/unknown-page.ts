import { messagePage } from '../reader/message-page.ts'

/** An address with nothing behind it, or nothing for this person. */
export function unknownPage(): string {
  return messagePage({
    title: 'Cette publication n’existe pas',
    paragraphs: [
      'L’adresse est incomplète, ou bien cette version n’est pas ouverte à tous.',
      'Si vous êtes de l’établissement, connectez-vous puis ouvrez de nouveau cette adresse.',
    ],
    action: { href: '/', label: 'Voir les projets publiés et se connecter' },
  })
}
