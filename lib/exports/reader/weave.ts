import { type Html, html } from '../html.ts'

export type Thread = {
  group: string
  /** One segment for each part of the group. */
  parts: number
}

const width = 1120
const rowHeight = 9
const edge = 3
const thickness = 5
const gap = 10
const pitch = 20

/**
 * The publication as finished cloth: a thread for each group, a segment for each part, the warp over
 * and under. Static and decorative: the table of contents says the same in words.
 */
export function weave(threads: readonly Thread[]): Html {
  const height = threads.length * rowHeight + 2 * edge
  const warps = Array.from({ length: width / pitch }, (_, index) => (index + 0.5) * pitch)
  const warp = warps.map((x) => `M${x} 0V${height}`).join('')
  return html`<svg class="weave" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMinYMin slice" aria-hidden="true"><path class="warp" d="${warp}"/>${threads.map(
    (thread, row) => weft(thread, { row, warps }),
  )}</svg>`
}

function weft(
  { group, parts }: Thread,
  { row, warps }: { row: number; warps: readonly number[] },
): Html {
  const y = edge + (row + 0.5) * rowHeight
  const length = (width - (parts - 1) * gap) / parts
  const segments = Array.from({ length: parts }, (_, index) => {
    const start = index * (length + gap)
    return `M${round(start + thickness / 2)} ${y}H${round(start + length - thickness / 2)}`
  })
  const over = warps.filter((_, index) => index % 2 === row % 2)
  const across = (half: number) => over.map((x) => `M${x} ${y - half}v${2 * half}`).join('')
  return html`<g data-group="${group}"><path class="weft" d="${segments.join('')}"/><path class="cut" d="${across(3)}"/><path class="over" d="${across(4.5)}"/></g>`
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}
