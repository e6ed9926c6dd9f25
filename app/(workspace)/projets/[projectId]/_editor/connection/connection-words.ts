import { count, duration, preciseTimeOf, timeOf } from '#lib/i18n/format.ts'
import type { CopyState } from '../offline/copy-state.ts'
import type { Link, RoomFacts, RoomStatus } from '../room-status.ts'

export type ConnectionTone = 'ok' | 'info' | 'warn' | 'danger'

/** Where the text goes through, in a title and a sentence. */
export function connectionWords(
  status: RoomStatus,
  link: Link | null,
): {
  tone: ConnectionTone
  title: string
  text: string
} {
  switch (status.kind) {
    case 'loading':
      return { tone: 'info', title: 'Ouverture', text: 'La liaison avec le serveur s’établit.' }
    case 'reconnecting':
      return {
        tone: 'info',
        title: 'Reconnexion',
        text: 'La liaison a été coupée. Elle reprend d’elle-même.',
      }
    case 'kept':
      return {
        tone: 'info',
        title: 'Connecté',
        text: 'Le serveur tarde à confirmer. Vos modifications sont sur cet appareil.',
      }
    case 'offline':
      return {
        tone: 'warn',
        title: 'Hors ligne',
        text: 'Vous pouvez continuer d’écrire. Tout partira au retour du réseau.',
      }
    case 'failing':
      return {
        tone: 'danger',
        title: 'L’enregistrement a échoué',
        text: 'Le serveur répond, mais ne peut pas enregistrer. Vos modifications sont gardées.',
      }
    case 'signed-out':
      return {
        tone: 'warn',
        title: 'Session expirée',
        text: 'Reconnectez-vous\u00A0: rien n’est perdu.',
      }
    case 'refused':
      return { tone: 'danger', title: 'Document fermé', text: 'La page dit pourquoi.' }
    case 'writing':
    case 'saving':
    case 'saved':
      return { tone: 'ok', title: 'Connecté', text: openText(link) }
    default:
      return status satisfies never
  }
}

function openText(link: Link | null): string {
  if (link?.kind !== 'open' || link.via === 'socket') return 'Liaison directe, en temps réel.'
  return 'Ce réseau bloque la liaison directe\u00A0: une liaison de secours la remplace. Rien n’est perdu.'
}

export type ConnectionRow = { label: string; value: string }

type Knowledge = { facts: RoomFacts; now: number; canWrite: boolean; sharedComputer: boolean }

/** What is known of the connection, of what waits and of what is kept. */
export function connectionRows({ facts, now, canWrite, ...page }: Knowledge): ConnectionRow[] {
  const { link, online } = facts
  const isByHttp = link.kind === 'open' && link.via === 'http'
  const label = isByHttp ? 'Liaison de secours' : 'Liaison directe'
  const rows = [{ label, value: linkText(link, online, now) }]
  if (link.kind === 'cut') {
    const seconds = Math.max(0, Math.ceil((link.retryAt - now) / 1000))
    rows.push({ label: 'Nouvel essai', value: `dans ${seconds}\u00A0s` })
  }
  if (canWrite) {
    const { savedAt, unsaved } = facts
    const last = savedAt === null ? 'aucun depuis l’ouverture' : preciseTimeOf(new Date(savedAt))
    const waiting = unsaved === 0 ? 'aucune modification' : count(unsaved, 'modification')
    rows.push({ label: 'Dernier enregistrement confirmé', value: last })
    rows.push({ label: 'En attente', value: waiting })
  }
  const copy = page.sharedComputer ? 'aucune, ordinateur partagé' : COPY[facts.copy]
  return [...rows, { label: 'Copie sur cet appareil', value: copy }]
}

const COPY: Record<CopyState, string> = {
  none: 'aucune',
  writing: 'en cours d’écriture',
  kept: 'à jour',
  full: 'incomplète, l’espace est plein',
}

function linkText(link: Link, online: boolean, now: number): string {
  // The connection is not told: it only finds out when nothing comes back.
  if (!online) return 'coupée, cet appareil n’a pas de réseau'
  switch (link.kind) {
    case 'open': {
      const minutes = Math.floor((now - link.since) / 60_000)
      return `ouverte depuis ${minutes < 1 ? 'moins d’une minute' : duration(minutes)}`
    }
    case 'opening':
      return 'pas encore ouverte'
    case 'cut':
      return `coupée à ${timeOf(new Date(link.since))}`
    case 'signed-out':
    case 'ended':
      return 'fermée'
    default:
      return link satisfies never
  }
}
