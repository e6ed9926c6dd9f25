import type { IsoDate } from '#lib/domain/iso-date.ts'
import { active, type Indicator, type Measurement } from '#lib/domain/record.ts'

/** A measurement taken this many days before the due date still answers for it. */
const dueWindowDays = 45
const dayMs = 86_400_000

export type IndicatorState = {
  /** The newest measurement that has a value and a date. */
  last: Measurement | null
  /**
   * The share of the way from the baseline to the target: 0.5 is half of it, more than 1 beyond it,
   * less than 0 away from it. Null when one of the three values is missing, or target and baseline
   * are one.
   */
  progress: number | null
  /** Null when nothing was measured, or there is nothing to compare with. */
  reached: boolean | null
  /** The due date has passed, and nothing was measured around it. */
  late: boolean
}

/**
 * Where an indicator is.
 *
 * @param refDate what stands for today: the demo's own date, or that of a frozen version.
 */
export function indicatorState(indicator: Indicator, refDate: IsoDate): IndicatorState {
  const measured = active(indicator.measurements).filter(
    ({ date, value }) => date !== null && value !== null,
  )
  const last = newest(measured)
  return {
    last,
    progress: progressOf(indicator, last?.value ?? null),
    reached: isReached(indicator, last?.value ?? null),
    late: isLate(indicator.dueDate, { measured, refDate }),
  }
}

function newest(measured: readonly Measurement[]): Measurement | null {
  return measured.reduce<Measurement | null>(
    (found, item) => ((item.date ?? '') >= (found?.date ?? '') ? item : found),
    null,
  )
}

function progressOf({ baseline, target }: Indicator, value: number | null): number | null {
  if (value === null || baseline.value === null || target.value === null) return null
  const way = target.value - baseline.value
  return way === 0 ? null : (value - baseline.value) / way
}

/** What is to be kept up is reached as what is to grow is: it has not fallen below the target. */
function isReached({ direction, target }: Indicator, value: number | null): boolean | null {
  if (value === null || target.value === null || direction === null) return null
  return direction === 'decrease' ? value <= target.value : value >= target.value
}

function isLate(
  dueDate: IsoDate | null,
  { measured, refDate }: { measured: readonly Measurement[]; refDate: IsoDate },
): boolean {
  if (dueDate === null || refDate <= dueDate) return false
  const from = Date.parse(dueDate) - dueWindowDays * dayMs
  return !measured.some(({ date }) => date !== null && Date.parse(date) >= from)
}
