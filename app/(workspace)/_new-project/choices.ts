import type { WeaveRow } from '#app/_ui/weave-geometry.ts'
import type { Colleague } from '#lib/usecases/list-colleagues.ts'

export type Choice = { id: string; label: string }

/** What a new project is chosen from; plain values, since the dialog runs in the browser. */
export type NewProjectChoices = {
  years: readonly (Choice & { span: string })[]
  defaultYear: string
  schoolTypes: readonly (Choice & { levels: readonly Choice[] })[]
  defaultType: string
  colleagues: readonly Colleague[]
  /** Optional parts of the template. */
  optionalSections: readonly (Choice & { number: number })[]
  /** The parts that every project has, group by group. */
  weave: readonly WeaveRow[]
  mandatoryCount: number
}

/** Parts that schools often add; offered, never ticked beforehand. */
export const SUGGESTED_PARTS = [
  'Liaison avec les collèges de secteur',
  'Partenariats et lieux d’accueil',
] as const
