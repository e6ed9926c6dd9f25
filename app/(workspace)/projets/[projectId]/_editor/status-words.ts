import { count, timeOf } from '#lib/i18n/format.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'
import type { RoomStatus } from './room-status.ts'

export type StatusIcon = 'check' | 'arrows' | 'cloud-off' | 'alert'

/** The save state as a person reads it; `detail` is shown but not announced again and again. */
export type StatusWords = { icon: StatusIcon; text: string; detail?: string }

/** Words of the bar. `canWrite` false: there is nothing to save, only a text to receive. */
export function statusWords(status: RoomStatus, canWrite: boolean): StatusWords {
  switch (status.kind) {
    case 'loading':
      return { icon: 'arrows', text: 'Ouverture…' }
    case 'writing':
      return { icon: 'arrows', text: '' }
    case 'saving':
      return { icon: 'arrows', text: 'Enregistrement…' }
    case 'kept':
      return { icon: 'check', text: 'Enregistré sur cet appareil' }
    case 'reconnecting':
      return { icon: 'arrows', text: 'Reconnexion…' }
    case 'offline':
      return { icon: 'cloud-off', text: offlineText(status, canWrite) }
    case 'failing':
      return { icon: 'alert', text: 'L’enregistrement a échoué.' }
    case 'signed-out':
      return { icon: 'alert', text: 'Session expirée' }
    case 'refused':
      return { icon: 'alert', text: status.unsent > 0 ? 'Non enregistré' : 'Document fermé' }
    case 'saved':
      return savedWords(status, canWrite)
    default:
      return status satisfies never
  }
}

function savedWords({ at, back }: { at: number | null; back: boolean }, canWrite: boolean) {
  if (!canWrite) return { icon: 'check', text: 'À jour' } as const
  if (back) return { icon: 'check', text: 'De nouveau en ligne — tout est enregistré' } as const
  const words = { icon: 'check', text: 'Enregistré' } as const
  return at === null ? words : { ...words, detail: ` à ${timeOf(new Date(at))}` }
}

type Offline = Extract<RoomStatus, { kind: 'offline' }>

function offlineText({ unsent, copy }: Offline, canWrite: boolean): string {
  if (!canWrite) return 'Hors ligne'
  if (unsent > 0) return `Hors ligne — ${count(unsent, 'modification')} en attente d’envoi`
  if (copy === 'kept') return 'Hors ligne — vos modifications sont conservées sur cet appareil'
  return 'Hors ligne — tout est enregistré'
}

/** When the next attempt begins, counted down beside the words of a failure. */
export function retryText(retryAt: number, now: number): string {
  return `Nouvel essai dans ${Math.max(0, Math.ceil((retryAt - now) / 1000))}\u00A0s.`
}

/** Why the document is over, in a title and a sentence; what was not sent is said beside it. */
export function endWords(code: number | null): { title: string; text: string } {
  switch (code) {
    case closeCodes.notAllowed:
      return {
        title: 'Vos droits ont changé',
        text: 'Vous ne pouvez plus écrire dans ce document.',
      }
    case closeCodes.frozen:
      return {
        title: 'Ce projet vient d’être validé',
        text: 'Le texte est figé. Vous pouvez recharger la page pour le lire.',
      }
    case closeCodes.notFound:
      return { title: 'Ce projet n’existe plus', text: 'Il a été supprimé ou déplacé.' }
    case closeCodes.wrongEpoch:
      return {
        title: 'Ce document a été remplacé',
        text: 'Rechargez la page pour ouvrir le texte en vigueur.',
      }
    case closeCodes.clientTooOld:
      return {
        title: 'Trame a été mise à jour',
        text: 'Rechargez la page pour continuer avec la nouvelle version.',
      }
    case closeCodes.tooLarge:
      return {
        title: 'L’enregistrement a échoué',
        text: 'La dernière modification est trop volumineuse pour être enregistrée.',
      }
    default:
      return {
        title: 'L’enregistrement a échoué',
        text: 'Le serveur a refusé la dernière modification. Rechargez la page pour continuer.',
      }
  }
}

export function unsentText(unsent: number): string {
  if (unsent === 1) {
    return '1\u00A0modification n’a pas été envoyée. Téléchargez-la pour ne rien perdre.'
  }
  return `${count(unsent, 'modification')} n’ont pas été envoyées. Téléchargez-les pour ne rien perdre.`
}
