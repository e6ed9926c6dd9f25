import { count } from '#lib/i18n/format.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'
import type { RoomStatus } from '../room-status.ts'

/** Why a document is over, and the way out: the page read again, one's projects, or either. */
export type Ending = { title: string; text: string; ways: readonly ('reload' | 'projects')[] }

export function endingWords(code: number | null): Ending {
  switch (code) {
    case closeCodes.notAllowed:
      return {
        title: 'Vos droits ont changé',
        text: 'Vous ne pouvez plus écrire dans ce document. La direction ou la coordination du projet peut vous le permettre à nouveau.',
        ways: ['reload', 'projects'],
      }
    case closeCodes.frozen:
      return {
        title: 'Ce projet vient d’être validé',
        text: 'Le texte est figé. Vous pouvez recharger la page pour le lire.',
        ways: ['reload'],
      }
    case closeCodes.notFound:
      return {
        title: 'Ce projet n’existe plus',
        text: 'Il a été supprimé ou déplacé. Vos autres projets sont dans votre liste.',
        ways: ['projects'],
      }
    case closeCodes.wrongEpoch:
      return {
        title: 'Ce document a été remplacé',
        text: 'Le texte que vous voyez est conservé dans une copie. Rechargez la page pour ouvrir le texte en vigueur.',
        ways: ['reload'],
      }
    case closeCodes.clientTooOld:
      return {
        title: 'Trame a été mise à jour',
        text: 'Rechargez la page pour continuer avec la nouvelle version.',
        ways: ['reload'],
      }
    case closeCodes.tooLarge:
      return {
        title: 'L’enregistrement a échoué',
        text: 'La dernière modification est trop volumineuse pour être enregistrée. Rechargez la page, puis ajoutez-la en plusieurs fois.',
        ways: ['reload'],
      }
    case closeCodes.signedOut:
      return {
        title: 'Votre session a expiré',
        text: 'Reconnectez-vous, puis rechargez la page pour continuer.',
        ways: ['reload', 'projects'],
      }
    default:
      return {
        title: 'L’enregistrement a échoué',
        text: 'Le serveur a refusé la dernière modification. Rechargez la page pour continuer.',
        ways: ['reload'],
      }
  }
}

/** What becomes of what was never sent; null when there is nothing. */
export function unsentText({
  code,
  unsent,
  copy,
}: Omit<Extract<RoomStatus, { kind: 'refused' }>, 'kind'>): string | null {
  if (unsent === 0) return null
  if (code === closeCodes.clientTooOld && copy === 'kept') {
    return 'Vos dernières modifications sont sur cet appareil\u00A0: elles partiront après le rechargement.'
  }
  if (unsent === 1) {
    return '1\u00A0modification n’a pas été envoyée. Téléchargez-la pour ne rien perdre.'
  }
  return `${count(unsent, 'modification')} n’ont pas été envoyées. Téléchargez-les pour ne rien perdre.`
}
