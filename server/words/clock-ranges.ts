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

/** The same clocks in ascending ranges that do not touch. */
export function rangesOf(ranges: readonly ClockRange[]): ClockRange[] {
  const joined: ClockRange[] = []
  for (const range of [...ranges].sort((a, b) => a.clock - b.clock)) {
    const last = joined.at(-1)
    if (last === undefined || last.end < range.clock) joined.push(range)
    else joined[joined.length - 1] = { clock: last.clock, end: Math.max(last.end, range.end) }
  }
  return joined
}
