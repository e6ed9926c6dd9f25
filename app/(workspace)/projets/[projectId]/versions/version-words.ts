import { list, plainDateOf, timeOf } from '#lib/i18n/format.ts'
import { dayOfYear, longDate } from '#lib/i18n/weekdays.ts'
import type { ListedState } from '#lib/usecases/open-versions.ts'

const NBSP = '\u00A0'
/** More numbers than this say less than their count. */
const namedParts = 4

const reasons: Record<ListedState['kind'], string> = {
  present: 'Version de travail',
  automatic: 'Enregistrement automatique',
  'before-deletion': 'Avant une suppression importante',
  'before-restore': 'Avant une restauration',
  named: 'Version nommée',
}

/** Its name, or why it was kept. */
export function stateTitle({ kind, label }: ListedState): string {
  return label ?? reasons[kind]
}

/** Under the name: why it was kept when that is not said yet, and which parts changed. */
export function stateNote(state: ListedState, total: number): string {
  const { kind, label } = state
  const reason = label !== null && kind !== 'named' ? reasons[kind] : null
  return [reason, changedNote(state, total)].filter(Boolean).join(' · ')
}

function changedNote({ kind, changed }: ListedState, total: number): string {
  if (changed.length === 0)
    return kind === 'present' ? 'Rien de changé depuis la version précédente' : ''
  if (changed.length === total) return 'Toutes les parties'
  if (changed.length > namedParts) return `${changed.length}${NBSP}parties`
  const numbers = list(changed.map(({ number }) => String(number)))
  return changed.length === 1 ? `Partie${NBSP}${numbers}` : `Parties${NBSP}${numbers}`
}

/** « Aujourd’hui », « Hier », « Vendredi 2 octobre », with its year when that is another. */
export function dayTitle(day: string, now: Date): string {
  const today = plainDateOf(now)
  if (day === today) return 'Aujourd’hui'
  if (day === plainDateOf(new Date(now.getTime() - 24 * 3_600_000))) return 'Hier'
  return capital(day.slice(0, 4) === today.slice(0, 4) ? dayOfYear(day) : longDate(day))
}

/** « vendredi 2 octobre 2026 à 17 h 20 ». */
export function momentOf(at: Date): string {
  return `${longDate(plainDateOf(at))} à ${timeOf(at)}`
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
