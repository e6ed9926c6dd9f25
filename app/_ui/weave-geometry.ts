import type { Hue } from './group-hue.ts'

/** One thread: a group, its own percentage and one segment per part. */
export type WeaveRow = {
  id: string
  title: string
  hue: Hue
  percent: number
  segments: readonly { id: string; percent: number }[]
}

/** Distances in the drawing's own units, which are pixels at its natural width. */
export type WeaveShape = {
  width: number
  rowHeight: number
  thickness: number
  /** Clear distance between two segments, round ends included. */
  gap: number
  warps: number
}

export type Segment = { from: number; to: number; woven: number }
export type DrawnRow = { y: number; segments: Segment[]; crossings: number[] }

const EDGE = 3

export function weaveHeight(shape: WeaveShape, rows: number): number {
  return rows * shape.rowHeight + 2 * EDGE
}

/** Positions of the warp lines, evenly spread. */
export function warpLines(shape: WeaveShape): number[] {
  const pitch = shape.width / shape.warps
  return Array.from({ length: shape.warps }, (_, index) => (index + 0.5) * pitch)
}

/**
 * Where each segment starts, ends and stops being woven. Rows alternate: the warp passes over
 * the thread at even lines in even rows and at odd lines in odd ones, where it is woven.
 */
export function drawnRows(shape: WeaveShape, rows: readonly WeaveRow[]): DrawnRow[] {
  const warps = warpLines(shape)
  return rows.map((row, index) => {
    const segments = segmentsOf(shape, row)
    const isWoven = (x: number) =>
      segments.some((segment) => x >= segment.from && x < segment.woven)
    return {
      y: EDGE + (index + 0.5) * shape.rowHeight,
      segments,
      crossings: warps.filter((x, warp) => warp % 2 === index % 2 && isWoven(x)),
    }
  })
}

function segmentsOf(shape: WeaveShape, row: WeaveRow): Segment[] {
  const count = Math.max(row.segments.length, 1)
  const cap = shape.thickness / 2
  const length = (shape.width - (count - 1) * shape.gap) / count
  return row.segments.map((segment, index) => {
    const start = index * (length + shape.gap)
    const from = start + cap
    const to = Math.max(start + length - cap, from)
    const share = Math.min(Math.max(segment.percent, 0), 100) / 100
    return { from, to, woven: from + share * (to - from) }
  })
}
