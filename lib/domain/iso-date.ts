/** A local date `YYYY-MM-DD` (Europe/Paris), without a time. */
export type IsoDate = string

/** True for a date of the calendar: 2027-02-30 is none. */
export function isIsoDate(value: unknown): value is IsoDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
