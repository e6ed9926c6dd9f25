import { percent } from '#lib/i18n/format.ts'

/** How far a part is written, for a ring's name. */
export function writtenLabel(value: number): string {
  if (value >= 100) return 'partie complète'
  return value <= 0 ? 'à commencer' : `${percent(value)} rédigé`
}

/** The same with what is still to do, for the head of the part. */
export function completenessText(part: { percent: number; complete: boolean }): string {
  if (part.complete) return 'Partie complète'
  return part.percent <= 0 ? 'À commencer' : `${percent(part.percent)} rédigé`
}

/** Where the address of a part points: `#partie-4`. */
export function partAnchor(number: number): string {
  return `partie-${number}`
}
