import type { FieldName } from './set-up-checks.ts'

const STEPS: readonly { fields: readonly FieldName[]; words: string }[] = [
  { fields: ['schoolName', 'city', 'schoolType', 'academy'], words: 'l’établissement' },
  {
    fields: ['firstName', 'lastName', 'jobTitle', 'email', 'password', 'passwordAgain'],
    words: 'le compte de direction',
  },
  { fields: ['code'], words: 'le code' },
]

/** How many fields of each of the three steps are missing or wrong. */
export function leftByStep(remaining: Partial<Record<FieldName, string>>): number[] {
  return STEPS.map(({ fields }) => fields.filter((field) => remaining[field]).length)
}

/** The steps that are not finished, in words. */
export function stepsLeft(remaining: Partial<Record<FieldName, string>>): string[] {
  const left = leftByStep(remaining)
  return STEPS.filter((_, index) => (left[index] ?? 0) > 0).map(({ words }) => words)
}
