import { date } from './format.ts'

const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'] as const

/** « jeudi 5 novembre 2026 »; takes `YYYY-MM-DD`. */
export function longDate(plainDate: string): string {
  const weekday = WEEKDAYS[new Date(`${plainDate.slice(0, 10)}T00:00:00Z`).getUTCDay()] ?? ''
  return `${weekday} ${date(plainDate)}`
}

/** « jeudi 5 novembre »: where the year is plain from what is around it. */
export function dayOfYear(plainDate: string): string {
  return longDate(plainDate).replace(/ \d+$/, '')
}
