import type { IsoDate } from './iso-date.ts'

/** `id` is what a project stores: `2026-2027`. */
export type SchoolYear = { id: string; yearStart: IsoDate; yearEnd: IsoDate }

/**
 * A school year by its id, with the days between which a project's dates are expected.
 *
 * From 1 September to 3 July: the national calendar varies by a few days from year to year, and the
 * team may change both dates in its project.
 *
 * @returns null when `id` is not two years that follow each other.
 */
export function parseSchoolYear(id: string): SchoolYear | null {
  const match = /^(\d{4})-(\d{4})$/.exec(id)
  const first = Number(match?.[1])
  if (match === null || Number(match[2]) !== first + 1) return null
  return schoolYearFrom(first)
}

/**
 * The years for which a project may be begun on this day: the one that runs, and the next. From May
 * on teams prepare the next, which then comes first.
 */
export function schoolYears(today: IsoDate): [SchoolYear, SchoolYear] {
  const month = Number(today.slice(5, 7))
  const year = Number(today.slice(0, 4))
  // July and August belong to the year that ended: nobody begins a project for it.
  const current = month >= 7 ? year : year - 1
  const years = { current: schoolYearFrom(current), next: schoolYearFrom(current + 1) }
  return month === 5 || month === 6 ? [years.next, years.current] : [years.current, years.next]
}

function schoolYearFrom(first: number): SchoolYear {
  return {
    id: `${first}-${first + 1}`,
    yearStart: `${first}-09-01`,
    yearEnd: `${first + 1}-07-03`,
  }
}
