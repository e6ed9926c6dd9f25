/** Clocks `[clock, end)` of one client. */
export type ClockRange = { readonly clock: number; readonly end: number }

/** What `covers` leaves of `ranges`. Both ascend without overlap; one pass over each. */
export function uncovered(
  ranges: readonly ClockRange[],
  covers: readonly ClockRange[],
): ClockRange[] {
  const left: ClockRange[] = []
  let next = 0
  for (const range of ranges) {
    let clock = range.clock
    while (clock < range.end) {
      const cover = covers[next]
      if (cover === undefined || cover.clock >= range.end) {
        left.push({ clock, end: range.end })
        break
      }
      if (cover.clock > clock) left.push({ clock, end: cover.clock })
      clock = Math.max(clock, cover.end)
      // A cover may reach into the range after this one.
      if (cover.end <= range.end) next += 1
    }
  }
  return left
}
