import { count, timeOf } from '#lib/i18n/format.ts'
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
