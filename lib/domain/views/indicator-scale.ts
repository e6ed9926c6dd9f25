import type { EnumId } from '#lib/domain/enums.ts'
import type { Indicator, Measurement } from '#lib/domain/record.ts'

/** Where the values of an indicator lie on its scale, from 0 (left) to 1 (right); null: no value. */
export type IndicatorPlaces = {
  baseline: number | null
  last: number | null
  target: number | null
}

/** Units whose ends everybody knows; the others go from 0 to a little beyond their values. */
const ends: Partial<Record<EnumId<'unit'>, readonly [number, number]>> = {
  percent: [0, 100],
  score20: [0, 20],
  level4: [1, 4],
}

/** The places of the baseline, the last measurement and the target on one line. */
export function indicatorPlaces(indicator: Indicator, last: Measurement | null): IndicatorPlaces {
  const values = {
    baseline: indicator.baseline.value,
    last: last?.value ?? null,
    target: indicator.target.value,
  }
  const [low, high] = scaleOf(indicator.unit, Object.values(values).filter(isNumber))
  const place = (value: number | null) =>
    value === null ? null : Math.min(1, Math.max(0, (value - low) / (high - low)))
  return {
    baseline: place(values.baseline),
    last: place(values.last),
    target: place(values.target),
  }
}

function scaleOf(
  unit: EnumId<'unit'> | null,
  values: readonly number[],
): readonly [number, number] {
  const known = unit === null ? undefined : ends[unit]
  if (known !== undefined) return known
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  return low === high ? [0, 1] : [low, high + (high - low) * 0.1]
}

function isNumber(value: number | null): value is number {
  return value !== null
}
