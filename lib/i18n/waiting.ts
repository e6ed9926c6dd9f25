import { count } from './format.ts'

/** A length of time still to wait: « 45 secondes », « 5 minutes ». */
export function waiting(seconds: number): string {
  if (seconds < 60) return count(Math.max(1, Math.ceil(seconds)), 'seconde')
  return count(Math.ceil(seconds / 60), 'minute')
}
