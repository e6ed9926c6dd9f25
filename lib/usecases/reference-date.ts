import 'server-only'
import { plainDateOf } from '#lib/i18n/format.ts'

/** The date that stands for today in a project: its own when it has one, else today in Paris. */
export function referenceDate(asOf: string | null, now: Date = new Date()): string {
  return asOf ?? plainDateOf(now)
}
